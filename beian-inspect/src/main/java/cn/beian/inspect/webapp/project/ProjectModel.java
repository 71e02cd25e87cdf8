package cn.beian.inspect.webapp.project;

import cn.beian.inspect.js.Script;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * What the source of an app comes down to, whatever it is written in.
 *
 * @param views by name
 * @param scripts by file
 * @param mains scripts that run at launch
 * @param texts of the language files by key
 * @param templates number of files that should hold a template
 * @param configs number of configuration files that were read, of {@code allConfigs}
 */
public record ProjectModel(
    Routes routes,
    SortedMap<String, View> views,
    SortedMap<String, Script> scripts,
    List<String> mains,
    Map<String, String> texts,
    int templates,
    int configs,
    int allConfigs) {}
