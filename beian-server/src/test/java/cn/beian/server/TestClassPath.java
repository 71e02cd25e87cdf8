package cn.beian.server;

import java.io.File;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The class path of the tests, for processes that they start. */
public final class TestClassPath {
  private TestClassPath() {}

  /** Its entries: those of the loader of the tests, whoever runs them. */
  public static List<String> entries() {
    if (TestClassPath.class.getClassLoader() instanceof URLClassLoader loader) {
      List<String> entries = new ArrayList<>();
      for (URL url : loader.getURLs()) {
        try {
          entries.add(Path.of(url.toURI()).toString());
        } catch (URISyntaxException e) {
          throw new IllegalStateException(e);
        }
      }
      return entries;
    }
    return Arrays.asList(System.getProperty("java.class.path").split(File.pathSeparator));
  }

  /** The entries as one argument. */
  public static String joined() {
    return String.join(File.pathSeparator, entries());
  }
}
