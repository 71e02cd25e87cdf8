package cn.beian.server.web.admin;

import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Organization;
import cn.beian.server.identity.OrganizationSearch;
import cn.beian.server.identity.OrganizationSearch.Page;
import cn.beian.server.identity.OrganizationTree;
import cn.beian.server.web.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** The units as a tree that unfolds from the regions, and found by a few words with their path. */
@Controller
class OrganizationTreePages {
  private static final String LIST = "/admin/organizations";

  private final Identity identity;
  private final OrganizationSearch search;
  private final OrganizationTree tree;

  OrganizationTreePages(Identity identity, OrganizationSearch search, OrganizationTree tree) {
    this.identity = identity;
    this.search = search;
    this.tree = tree;
  }

  /**
   * A unit in a list.
   *
   * @param above the units above it, the highest first, where the list does not say so itself
   * @param below how many units name it as the one above them
   */
  record Row(Organization unit, List<Organization> above, int below) {
    /** The region that it lies in, where nothing else is above it. */
    public String region() {
      return OrganizationTree.regionOf(unit.division());
    }
  }

  /**
   * With search words the units found; else what lies below a unit or in a region; else regions.
   */
  @GetMapping(LIST)
  String list(
      @RequestParam(defaultValue = "") String q,
      @RequestParam Optional<UUID> under,
      @RequestParam(defaultValue = "") String region,
      @RequestParam Optional<UUID> after,
      @RequestHeader(name = "HX-Request", required = false) Optional<String> part,
      Model model) {
    Form.show(model, Map.of("q", q));
    model.addAttribute("q", q);
    if (!q.isBlank()) {
      rows(search.find(q, after), true, "q", q, model);
    } else if (under.isPresent()) {
      unfold(identity.organization(under.get()), after, model);
    } else if (!region.isBlank()) {
      String code = OrganizationTree.regionOf(region);
      model.addAttribute("region", code);
      if (part.isEmpty()) {
        model.addAttribute("counted", tree.region(code));
      }
      rows(tree.top(code, after), true, "region", code, model);
    } else {
      model.addAttribute("regions", tree.regions());
    }
    return part.isPresent() ? "admin/organizations :: rows" : "admin/organizations";
  }

  private void unfold(Organization unit, Optional<UUID> after, Model model) {
    List<Organization> path =
        new ArrayList<>(tree.above(List.of(unit.id())).getOrDefault(unit.id(), List.of()));
    path.add(unit);
    model.addAttribute("path", path);
    model.addAttribute("region", OrganizationTree.regionOf(path.get(0).division()));
    model.addAttribute("under", unit);
    rows(tree.below(unit.id(), after), false, "under", unit.id().toString(), model);
  }

  private void rows(Page page, boolean withPaths, String name, String value, Model model) {
    List<UUID> ids = page.rows().stream().map(Organization::id).toList();
    Map<UUID, Integer> below = tree.countBelow(ids);
    Map<UUID, List<Organization>> above = withPaths ? tree.above(ids) : Map.of();
    model.addAttribute(
        "rows",
        page.rows().stream()
            .map(
                unit ->
                    new Row(
                        unit,
                        above.getOrDefault(unit.id(), List.of()),
                        below.getOrDefault(unit.id(), 0)))
            .toList());
    if (page.more()) {
      model.addAttribute(
          "further",
          UriComponentsBuilder.fromPath(LIST)
              .queryParam(name, "{value}")
              .queryParam("after", page.last().id())
              .encode()
              .buildAndExpand(value)
              .toUriString());
    }
  }
}
