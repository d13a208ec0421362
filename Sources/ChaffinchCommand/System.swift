// The few calls of the C library that the command makes, alike on Linux and Apple's systems.

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Calls of the C library.
enum System {
  /// The message of the last failed call.
  static var lastError: String { String(cString: strerror(errno)) }

  /// Whether a descriptor is a terminal.
  static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

  /// A variable of the environment.
  static func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

  /// The number of processors.
  static var processorCount: Int { max(Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))), 1) }

  /// The columns of the terminal at a descriptor; 80 when it does not say.
  static func columns(of descriptor: Int32) -> Int {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }

  /// Columns and rows of the terminal at a descriptor; 80 and 24 when it does not say.
  static func size(of descriptor: Int32) -> (columns: Int, rows: Int) {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else {
      return (80, 24)
    }
    return (Int(size.ws_col), Int(size.ws_row))
  }

  /// Whether two paths lead to the same file.
  static func isSameFile(_ left: String, _ right: String) -> Bool {
    var infos = (stat(), stat())
    return stat(left, &infos.0) == 0 && stat(right, &infos.1) == 0
      && infos.0.st_ino == infos.1.st_ino && infos.0.st_dev == infos.1.st_dev
  }

  /// Whether a path is there, and whether it is a regular file, a directory or a pipe.
  enum PathKind {
    case missing, regular, directory, pipe, other
  }

  /// What stands at a path, links followed.
  static func kind(of path: String) -> PathKind {
    var info = stat()
    guard stat(path, &info) == 0 else { return .missing }
    return switch info.st_mode & S_IFMT {
    case S_IFREG: .regular
    case S_IFDIR: .directory
    case S_IFIFO: .pipe
    default: .other
    }
  }

  /// Opens a file for reading.
  static func openForReading(_ path: String) -> Int32 { open(path, O_RDONLY | O_CLOEXEC) }

  /// Another descriptor of the same open file.
  static func duplicate(_ descriptor: Int32) -> Int32 { fcntl(descriptor, F_DUPFD_CLOEXEC, 3) }

  /// What is left to read of the regular file at a descriptor; `nil` for anything else.
  static func bytesLeft(in descriptor: Int32) -> Int? {
    var info = stat()
    guard fstat(descriptor, &info) == 0, info.st_mode & S_IFMT == S_IFREG else { return nil }
    let position = lseek(descriptor, 0, SEEK_CUR)
    return position < 0 ? nil : max(Int(info.st_size) - Int(position), 0)
  }

  /// Whether the file at a descriptor goes on with `bytes`, which are not consumed; false for what
  /// is no file.
  static func goesOn(_ descriptor: Int32, with bytes: [UInt8]) -> Bool {
    var found = [UInt8](repeating: 0, count: bytes.count)
    let count = pread(descriptor, &found, bytes.count, lseek(descriptor, 0, SEEK_CUR))
    return count == bytes.count && found == bytes
  }

  /// Reads into `buffer` from `start` on, until it is full or the input ends; returns how many bytes
  /// were read, `nil` when it failed.
  static func read(_ descriptor: Int32, into buffer: inout [UInt8], from start: Int) -> Int? {
    buffer.withUnsafeMutableBytes { bytes in
      readAll(descriptor, UnsafeMutableRawBufferPointer(rebasing: bytes[start...]))
    }
  }

  /// `first` and at most `count` bytes more; fewer only where the input ends, `nil` when reading failed.
  static func read(_ descriptor: Int32, after first: [UInt8] = [], count: Int) -> [UInt8]? {
    var isWhole = true
    let bytes = [UInt8](unsafeUninitializedCapacity: first.count + count) { buffer, found in
      _ = buffer.update(fromContentsOf: first)
      let rest = UnsafeMutableRawBufferPointer(buffer)[first.count..<first.count + count]
      let done = readAll(descriptor, UnsafeMutableRawBufferPointer(rebasing: rest))
      found = first.count + (done ?? 0)
      isWhole = done != nil
    }
    return isWhole ? bytes : nil
  }

  private static func readAll(
    _ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer
  ) -> Int? {
    var done = 0
    while done < buffer.count {
      // The systems refuse pieces of 2 GiB.
      let size = min(buffer.count - done, 1 << 30)
      let count = systemRead(descriptor, buffer.baseAddress.map { $0 + done }, size)
      if count < 0 {
        if errno == EINTR { continue }
        return nil
      }
      if count == 0 { break }
      done += count
    }
    return done
  }

  /// Reads into `buffer` from `start` on what is there, or waits for the first bytes; 0 at the end, `nil`
  /// when it failed.
  static func readSome(
    _ descriptor: Int32, into buffer: inout [UInt8], from start: Int = 0
  ) -> Int? {
    buffer.withUnsafeMutableBytes { bytes in
      while true {
        let count = systemRead(
          descriptor, bytes.baseAddress.map { $0 + start }, min(bytes.count - start, 1 << 30))
        if count < 0, errno == EINTR { continue }
        if count < 0, errno == EAGAIN {
          _ = wait(for: descriptor, or: [], forever: true)
          continue
        }
        return count < 0 ? nil : count
      }
    }
  }

  private static func systemRead(
    _ descriptor: Int32, _ bytes: UnsafeMutableRawPointer?, _ count: Int
  )
    -> Int
  {
    #if canImport(Darwin)
      Darwin.read(descriptor, bytes, count)
    #elseif canImport(Glibc)
      Glibc.read(descriptor, bytes, count)
    #elseif canImport(Musl)
      Musl.read(descriptor, bytes, count)
    #endif
  }

  /// Creates a directory; false when it failed.
  static func makeDirectory(_ path: String) -> Bool { mkdir(path, 0o777) == 0 }

  /// The permissions of a file that is there.
  static func permissions(of path: String) -> mode_t? {
    var info = stat()
    return stat(path, &info) == 0 ? info.st_mode & 0o777 : nil
  }

  /// Gives an open file permissions; that it may fail is nobody's concern.
  static func setPermissions(_ permissions: mode_t, of descriptor: Int32) {
    _ = fchmod(descriptor, permissions)
  }

  /// Creates a file that must not be there yet.
  static func createNew(_ path: String) -> Int32 {
    open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
  }

  /// Opens something that is there, such as a device or a pipe, for writing.
  static func openForWriting(_ path: String) -> Int32 { open(path, O_WRONLY | O_CLOEXEC) }

  /// Writes all bytes; false when it failed.
  static func write(_ bytes: some Collection<UInt8>, to descriptor: Int32) -> Bool {
    let done = bytes.withContiguousStorageIfAvailable { writeAll($0, to: descriptor) }
    return (done ?? written(Array(bytes), to: descriptor)) == bytes.count
  }

  /// Writes all bytes; returns how many were written, fewer when it failed.
  static func written(_ bytes: [UInt8], to descriptor: Int32) -> Int {
    bytes.withUnsafeBufferPointer { writeAll($0, to: descriptor) }
  }

  private static func writeAll(_ bytes: UnsafeBufferPointer<UInt8>, to descriptor: Int32) -> Int {
    var done = 0
    while done < bytes.count {
      let count = systemWrite(
        descriptor, UnsafeRawPointer(bytes.baseAddress.map { $0 + done }),
        bytes.count - done)
      if count < 0 {
        if errno == EINTR { continue }
        // Whoever shares the descriptor may have asked not to wait.
        if errno == EAGAIN {
          waitForWriting(descriptor)
          continue
        }
        return done
      }
      done += count
    }
    return done
  }

  private static func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int)
    -> Int
  {
    #if canImport(Darwin)
      Darwin.write(descriptor, bytes, count)
    #elseif canImport(Glibc)
      Glibc.write(descriptor, bytes, count)
    #elseif canImport(Musl)
      Musl.write(descriptor, bytes, count)
    #endif
  }

  /// The offset of the first line feed in `range`.
  static func lineFeed(in bytes: [UInt8], _ range: Range<Int>) -> Int? {
    bytes.withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress, !range.isEmpty,
        let found = memchr(base + range.lowerBound, 0x0A, range.count)
      else { return nil }
      return UnsafeRawPointer(found) - base
    }
  }

  /// The offset behind the last line feed in `range`; `nil` if there is none.
  static func endOfLastLine(in bytes: [UInt8], _ range: Range<Int>) -> Int? {
    let span = bytes.span
    var index = range.upperBound
    while index > range.lowerBound {
      if span[index - 1] == 0x0A { return index }
      index -= 1
    }
    return nil
  }

  /// The number of line feeds in `range`.
  static func lineFeeds(in bytes: [UInt8], _ range: Range<Int>) -> Int {
    let span = bytes.span
    var count = 0
    for index in range where span[index] == 0x0A { count += 1 }
    return count
  }

  /// Closes a descriptor; false when data could not be written back.
  static func closeFile(_ descriptor: Int32) -> Bool { close(descriptor) == 0 }

  /// Gives a file another name, replacing what had it.
  static func renameFile(_ old: String, to new: String) -> Bool { rename(old, new) == 0 }

  /// Removes a file.
  static func remove(_ path: String) { unlink(path) }

  /// The path with all links followed, when it is there.
  static func resolved(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }

  /// The number of this process.
  static var processNumber: Int32 { getpid() }
}

/// Standard error.
enum StandardError {
  /// Writes a text; that it may fail is nobody's concern.
  static func write(_ text: String) { _ = System.write(text.utf8, to: 2) }
}
