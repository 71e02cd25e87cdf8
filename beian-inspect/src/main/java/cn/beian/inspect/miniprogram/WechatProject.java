package cn.beian.inspect.miniprogram;

import cn.beian.inspect.reader.PackageFormatException;
import cn.beian.inspect.webapp.project.ConfigFacts;
import cn.beian.inspect.webapp.project.Json;
import cn.beian.inspect.webapp.project.Parsing;
import cn.beian.inspect.webapp.project.ProjectFiles;
import java.util.List;
import java.util.Optional;

/**
 * The file of the developer tools: project.config.json, mini.project.json of Alipay.
 *
 * @param in where it lies: the whole package, or the folder of the app
 */
record WechatProject(Json json, String file, ProjectFiles in) {
  private static final List<String> FILES =
      List.of("project.config.json", "mini.project.json", "project.private.config.json");

  /** The first one: at the root of the package, or in the folder of the app. */
  static WechatProject of(Parsing parsing) throws PackageFormatException {
    for (ProjectFiles in : List.of(parsing.source().whole(), parsing.source())) {
      for (String file : FILES) {
        Optional<Json> json = parsing.of(in).json(file);
        if (json.isPresent()) {
          return new WechatProject(json.get(), file, in);
        }
      }
    }
    return new WechatProject(Json.ABSENT, "", parsing.source());
  }

  /** Adds the AppID that it states. */
  void identity() {
    Json appId = json.get("appid");
    if (!appId.text().isBlank()) {
      ConfigFacts.identity(in, file, appId, "package", appId.text());
    }
  }
}
