package cn.beian.inspect;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What is handed in: the files of one package.
 *
 * @param paths one package file or source folder, or several that belong together (main and
 *     sub-packages); never empty
 * @param appId the AppID that the sponsor declared
 */
public record PackageInput(List<Path> paths, Optional<String> appId) {
  public PackageInput {
    paths = List.copyOf(paths);
    if (paths.isEmpty()) {
      throw new IllegalArgumentException("no path");
    }
  }

  public static PackageInput of(List<Path> paths) {
    return new PackageInput(paths, Optional.empty());
  }

  public PackageInput withAppId(String appId) {
    return new PackageInput(paths, Optional.of(appId));
  }
}
