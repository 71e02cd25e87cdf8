package cn.beian.inspect.harmony;

import cn.beian.inspect.harmony.code.ArkScreens;
import cn.beian.inspect.harmony.manifest.HapManifest;
import cn.beian.inspect.harmony.resource.ResourceIndex;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A module with what its own files say. */
final class HapModule {
  final HapPart part;
  final HapManifest manifest;
  final HapEntries entries;
  ResourceIndex resources = ResourceIndex.EMPTY;

  /** Its pages, where their code is there as script. */
  final List<String> scripted = new ArrayList<>();

  String index = "";
  final List<ArkScreens.Page> pages = new ArrayList<>();
  final Set<String> paths = new HashSet<>();
  final Set<String> names = new HashSet<>();

  HapModule(HapPart part, HapManifest manifest, HapEntries entries) {
    this.part = part;
    this.manifest = manifest;
    this.entries = entries;
  }

  /** Whether a folder holds scripts. */
  boolean hasScripts(String root) {
    return part.files().entries().stream()
        .anyMatch(each -> each.name().startsWith(root) && each.name().endsWith(".js"));
  }
}
