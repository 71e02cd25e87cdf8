package cn.beian.inspect.webapp.project;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The pages of an app.
 *
 * @param launch route of the first page; empty where there are none, or where something outside
 *     opens them and any may be the first
 * @param pages by route without leading slash, main package first, in order
 * @param tabs routes of the tab bar
 * @param known the routes of the pages
 */
public record Routes(String launch, Map<String, Page> pages, Set<String> tabs, KnownRoutes known) {
  public Routes {
    pages = Collections.unmodifiableMap(new LinkedHashMap<>(pages));
    tabs = Collections.unmodifiableSet(new LinkedHashSet<>(tabs));
  }

  public Routes(String launch, Map<String, Page> pages, Set<String> tabs) {
    this(launch, pages, tabs, new KnownRoutes(pages.keySet()));
  }

  /** Pages that start with the first, or with the stated entry where it is one of them. */
  public static Routes of(Map<String, Page> pages, Set<String> tabs, String entry) {
    String launch =
        pages.containsKey(entry) ? entry : pages.keySet().stream().findFirst().orElse("");
    return new Routes(launch, pages, tabs);
  }
}
