// Runs over whole feeds as published where they are at hand: what is not cut comes back byte for
// byte.

import Foundation
import Testing

@testable import Chaffinch
@testable import ChaffinchFeeds

@Suite("Published feeds")
struct PublishedFeedsTests {
  private static let folder = URL(filePath: #filePath)
    .appending(path: "../../../../shared/feeds").standardizedFileURL

  private static let files: [URL] =
    ((try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil))
    ?? [])
    .filter { (try? Data(contentsOf: $0).count) ?? 0 < 40_000 }
    .sorted { $0.path < $1.path }

  @Test(
    "Keeping every label gives back the feed",
    .enabled(if: !files.isEmpty, "published feeds are not at \(folder.path)"), arguments: files)
  func keepsAll(file: URL) throws {
    let bytes = [UInt8](try Data(contentsOf: file))
    do throws(FeedError) {
      let cleaned = try SmallFeeds.keepingAll.clean(bytes)
      #expect(cleaned.bytes == bytes)
      #expect(FeedFormat.recognised(in: bytes) == cleaned.format)
    } catch {
      #expect(error == .notAFeed)
      #expect(FeedFormat.recognised(in: bytes) == nil)
    }
  }
}
