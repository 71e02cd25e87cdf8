package cn.beian.cli;

import cn.beian.inspect.cache.EntryCache;
import cn.beian.inspect.cache.FolderCache;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Folder that caches what need not be read again in the next version; no cache by default. */
final class CacheOption {
  private static final long MAX_BYTES = 1L << 30;

  @Option(names = "--cache", paramLabel = "DIR", descriptionKey = "cache")
  @Nullable Path folder;

  EntryCache open() throws InputException {
    if (folder == null) {
      return EntryCache.NONE;
    }
    try {
      return FolderCache.in(folder, MAX_BYTES);
    } catch (IOException e) {
      throw new InputException(ExitCode.USAGE, "cache.unusable", folder.toString(), IoReason.of(e));
    }
  }
}
