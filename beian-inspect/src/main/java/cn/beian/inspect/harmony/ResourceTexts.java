package cn.beian.inspect.harmony;

import cn.beian.facts.FactSink;
import cn.beian.facts.Locator;
import cn.beian.facts.Origin;
import cn.beian.inspect.harmony.resource.Resource;
import cn.beian.inspect.harmony.resource.ResourceIndex;
import cn.beian.inspect.shared.UiText;
import cn.beian.inspect.shared.UrlFacts;
import java.util.Map;

/** Texts of the table of resources: strings, arrays and plurals in every locale. */
final class ResourceTexts {
  private ResourceTexts() {}

  static void add(FactSink facts, String entry, ResourceIndex index) {
    for (Resource resource : index.all()) {
      if (!resource.isText()) {
        continue;
      }
      Locator at = Locator.member(entry, resource.name());
      for (Resource.Configured value : resource.values()) {
        for (String text : value.texts()) {
          UrlFacts.add(facts, text, Origin.APP, at);
          UiText.add(facts, Map.of(value.locale(), text), "string_resource", Origin.APP, "", at);
        }
      }
    }
  }
}
