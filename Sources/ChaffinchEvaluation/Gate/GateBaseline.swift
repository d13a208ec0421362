// The floors that a model must not fall below, pinned by corpus, and the file that keeps them. Compares
// nothing; see `Gate`.

import Chaffinch

/// Floors of scores for some corpora, each known by a name and pinned by its fingerprint.
///
/// The file is JSON: `{"corpora": {NAME: {"fingerprint": …, "floors": {"macroF1": 0.9, "f1 of content":
/// 0.95, …}}}}`; the names of floors are those of ``Score``. Other members are kept as they are.
public struct GateBaseline: Sendable, Equatable {
  /// The floors of one corpus.
  public struct Pin: Sendable, Equatable {
    /// As ``Corpus/fingerprint``.
    public let fingerprint: String
    /// A floor for each score, in the order of the file.
    public let floors: [Floor]

    /// Floors for a corpus.
    public init(fingerprint: String, floors: [Floor]) {
      self.fingerprint = fingerprint
      self.floors = floors
    }
  }

  /// The least that a score may be.
  public struct Floor: Sendable, Equatable {
    /// Which score; higher is better.
    public let score: Score
    /// The least value, in 0…1.
    public let value: Double

    /// A floor of its parts.
    public init(_ score: Score, _ value: Double) {
      self.score = score
      self.value = value
    }
  }

  /// The scores that can have a floor.
  public static let scores: [Score] =
    [.macroF1, .accuracy] + ParagraphLabel.allCases.map { .f1($0) } + [.paywallF1]

  private let members: [Member]
  private let pins: [NamedPin]

  private struct Member: Sendable, Equatable {
    let key: String
    let value: JSONValue
  }

  private struct NamedPin: Sendable, Equatable {
    let name: String
    let pin: Pin
  }

  /// A baseline without floors.
  public init() {
    members = []
    pins = []
  }

  private init(members: [Member], pins: [NamedPin]) {
    self.members = members
    self.pins = pins
  }

  /// Reads the file.
  ///
  /// - Throws: ``GateError/malformed(reason:)``.
  public init(parsing bytes: [UInt8]) throws(GateError) {
    let value: JSONValue
    do {
      value = try JSONValue(parsing: bytes)
    } catch {
      throw .malformed(reason: error.description)
    }
    guard case .object(let members) = value, case .object(let corpora)? = value["corpora"] else {
      throw .malformed(reason: "no object 'corpora'")
    }
    self.members = members.filter { $0.key != "corpora" }.map {
      Member(key: $0.key, value: $0.value)
    }
    var pins: [NamedPin] = []
    for corpus in corpora {
      guard !pins.contains(where: { $0.name == corpus.key }) else {
        throw .malformed(reason: "the corpus '\(corpus.key)' occurs twice")
      }
      pins.append(NamedPin(name: corpus.key, pin: try Self.pin(corpus.value, corpus.key)))
    }
    self.pins = pins
  }

  private static func pin(_ value: JSONValue, _ name: String) throws(GateError) -> Pin {
    guard let fingerprint = value["fingerprint"]?.string else {
      throw .malformed(reason: "the corpus '\(name)' has no string 'fingerprint'")
    }
    guard case .object(let members)? = value["floors"] else {
      throw .malformed(reason: "the corpus '\(name)' has no object 'floors'")
    }
    var floors: [Floor] = []
    for member in members {
      guard let score = scores.first(where: { $0.name == member.key }) else {
        let known = scores.map(\.name).joined(separator: ", ")
        throw .malformed(
          reason: "the corpus '\(name)' has a floor for '\(member.key)', expected one of \(known)")
      }
      guard case .number(let text) = member.value, let floor = Double(text), (0...1).contains(floor)
      else {
        throw .malformed(
          reason: "the floor '\(member.key)' of the corpus '\(name)' is no number in 0 to 1")
      }
      floors.append(Floor(score, floor))
    }
    return Pin(fingerprint: fingerprint, floors: floors)
  }

  /// The names of the pinned corpora, in the order of the file.
  public var names: [String] { pins.map(\.name) }

  /// The floors of the corpus called `name`; `nil` when there are none.
  public subscript(name: String) -> Pin? { pins.first { $0.name == name }?.pin }

  /// The baseline with the floors of the corpus called `name` put in, behind the others when it is new.
  public func pinning(_ pin: Pin, as name: String) -> GateBaseline {
    let named = NamedPin(name: name, pin: pin)
    guard let place = pins.firstIndex(where: { $0.name == name }) else {
      return GateBaseline(members: members, pins: pins + [named])
    }
    var pins = pins
    pins[place] = named
    return GateBaseline(members: members, pins: pins)
  }

  /// The file's text; a floor has four decimals.
  public var text: String {
    let corpora = pins.map { named in
      (
        key: named.name,
        value: JSONValue.object([
          ("fingerprint", .string(named.pin.fingerprint)),
          (
            "floors",
            .object(
              named.pin.floors.map { ($0.score.name, .number(Evaluation.format($0.value))) })
          ),
        ])
      )
    }
    var bytes: [UInt8] = []
    JSONValue.object(
      members.map { ($0.key, $0.value) } + [("corpora", .object(corpora))]
    ).append(to: &bytes, indent: 0)
    return String(decoding: bytes, as: UTF8.self) + "\n"
  }
}

/// A baseline that cannot be used, and why.
public enum GateError: Error, Equatable, Sendable {
  /// The file is no baseline.
  case malformed(reason: String)
  /// There are no floors for the corpus of that name.
  case unknownCorpus(name: String, known: [String])
  /// The floors are for another corpus of that name.
  case otherCorpus(name: String, pinned: String, found: String)
}

extension GateError: CustomStringConvertible {
  /// What is wrong and what to do about it.
  public var description: String {
    switch self {
    case .malformed(let reason):
      "is no baseline: \(reason); --update-baseline writes one where there is none"
    case .unknownCorpus(let name, let known):
      "has no floors for a corpus called '\(name)' (it has: "
        + (known.isEmpty ? "none" : known.joined(separator: ", "))
        + "); name one with --gate-name, or pin it with --update-baseline"
    case .otherCorpus(let name, let pinned, let found):
      "has floors of '\(name)' for the corpus \(pinned), and this is \(found); score the pinned corpus, "
        + "or pin this one with --update-baseline"
    }
  }
}
