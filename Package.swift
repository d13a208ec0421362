// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "Chaffinch",
  platforms: [.macOS(.v13), .iOS(.v16), .tvOS(.v16), .watchOS(.v9), .visionOS(.v1)],
  products: [
    .library(name: "Chaffinch", targets: ["Chaffinch"]),
    .library(name: "ChaffinchFeeds", targets: ["ChaffinchFeeds"]),
    .library(
      name: "ChaffinchTraining",
      targets: ["ChaffinchCorpus", "ChaffinchTraining", "ChaffinchEvaluation"]),
    .executable(name: "chaffinch", targets: ["ChaffinchCommand"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0")
  ],
  targets: [
    .target(
      name: "CDefaultModel", path: "Models",
      exclude: ["chaffinch.safetensors", "MODEL_CARD.md", "top-weights.tsv"],
      sources: ["default_model.c"], publicHeadersPath: "include"),
    .systemLibrary(
      name: "CZlib", pkgConfig: "zlib",
      providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
    // Character encodings: in the C library, except on Apple's systems.
    .systemLibrary(name: "CIconv"),

    .target(
      name: "Chaffinch", dependencies: ["CDefaultModel", "CIconv"],
      linkerSettings: [
        // Rounding and roots; programs that import no C library would not link without it.
        .linkedLibrary("m", .when(platforms: [.linux, .android])),
        .linkedLibrary(
          "iconv", .when(platforms: [.macOS, .iOS, .tvOS, .watchOS, .visionOS])),
      ]),
    .target(name: "ChaffinchFeeds", dependencies: ["Chaffinch"]),
    .target(name: "ChaffinchCorpus", dependencies: ["Chaffinch"]),
    .target(name: "ChaffinchTraining", dependencies: ["Chaffinch", "ChaffinchCorpus"]),
    .target(name: "ChaffinchEvaluation", dependencies: ["Chaffinch", "ChaffinchCorpus"]),
    .executableTarget(
      name: "ChaffinchCommand",
      dependencies: [
        "Chaffinch", "ChaffinchFeeds", "ChaffinchCorpus", "ChaffinchTraining",
        "ChaffinchEvaluation", "CZlib",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    .testTarget(name: "ChaffinchTests", dependencies: ["Chaffinch"]),
    .testTarget(name: "ChaffinchFeedsTests", dependencies: ["ChaffinchFeeds"]),
    .testTarget(name: "ChaffinchCorpusTests", dependencies: ["ChaffinchCorpus"]),
    .testTarget(
      name: "ChaffinchTrainingTests", dependencies: ["ChaffinchTraining", "ChaffinchEvaluation"]),
    .testTarget(name: "ChaffinchEvaluationTests", dependencies: ["ChaffinchEvaluation"]),
    .testTarget(name: "ChaffinchCommandTests", dependencies: ["ChaffinchCommand"]),
  ],
  swiftLanguageModes: [.v6]
)
