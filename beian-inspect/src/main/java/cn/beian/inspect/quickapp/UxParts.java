package cn.beian.inspect.quickapp;

import cn.beian.inspect.js.Script;
import cn.beian.inspect.webapp.project.ProjectFiles;
import cn.beian.inspect.webapp.vue.SingleFile;
import cn.beian.inspect.webapp.vue.VueFiles;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The components of a quick app's page: {@code <import name="x" src="./x"></import>}. */
final class UxParts implements VueFiles.Parts {
  private static final Pattern IMPORT =
      Pattern.compile("^<import\\s[^>]*?src\\s*=\\s*[\"']([^\"']+)[\"']");

  private final ProjectFiles source;
  private final VueFiles files;

  UxParts(ProjectFiles source, VueFiles files) {
    this.source = source;
    this.files = files;
  }

  @Override
  public List<String> of(String path, SingleFile file, Set<String> tags, Script script) {
    Set<String> found = new LinkedHashSet<>();
    for (String head : file.heads()) {
      Matcher reference = IMPORT.matcher(head);
      if (reference.find()) {
        String name = reference.group(1);
        String plain = name.startsWith(".") || name.startsWith("/") ? name : "./" + name;
        String target = source.module(path, plain);
        if (target.endsWith(".ux")) {
          found.add(files.name(target));
        }
      }
    }
    return List.copyOf(found);
  }
}
