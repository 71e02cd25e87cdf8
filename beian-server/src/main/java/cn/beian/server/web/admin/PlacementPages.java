package cn.beian.server.web.admin;

import cn.beian.server.identity.UnitPlacements;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.web.Form;
import cn.beian.server.web.Moments;
import jakarta.servlet.http.HttpServletResponse;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Changes of where units belong that wait for a second administrator. */
@Controller
class PlacementPages {
  static final String LIST = "/admin/placements";

  private final UnitPlacements placements;

  PlacementPages(UnitPlacements placements) {
    this.placements = placements;
  }

  /**
   * A change in the list.
   *
   * @param mine whether the reader cannot be the second person
   */
  record Row(UnitPlacements.Waiting change, boolean mine) {
    /** The change as its form sends it: the unit, and when it was changed. */
    public String sent() {
      return change.unit().id() + "," + change.changedAt();
    }
  }

  @GetMapping(LIST)
  String list(Model model) {
    Form.show(model, Map.of());
    return page(model);
  }

  private String page(Model model) {
    List<Row> rows =
        placements.waiting().stream()
            .map(one -> new Row(one, !placements.mayConfirm(one)))
            .toList();
    model.addAttribute("rows", rows);
    model.addAttribute("moment", Moments.MINUTE);
    model.addAttribute("more", Math.max(0, placements.count() - rows.size()));
    model.addAttribute("confirmable", rows.stream().filter(row -> !row.mine()).count());
    return "admin/placements";
  }

  @PostMapping(LIST)
  String confirm(
      @RequestParam(defaultValue = "") List<String> change,
      Model model,
      HttpServletResponse response) {
    try {
      placements.confirm(seen(change));
      return "redirect:" + LIST;
    } catch (RejectedInput rejected) {
      Form.reject(model, Map.of(), rejected, response);
      return page(model);
    }
  }

  /** The list arrives cut at commas: a unit, then the moment of its change. */
  private static Map<UUID, Instant> seen(List<String> sent) {
    List<String> parts = new ArrayList<>();
    sent.forEach(one -> parts.addAll(List.of(one.split(",", -1))));
    Map<UUID, Instant> seen = new LinkedHashMap<>();
    try {
      for (int i = 0; i + 1 < parts.size(); i += 2) {
        seen.put(UUID.fromString(parts.get(i)), Instant.parse(parts.get(i + 1)));
      }
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "change", e);
    }
    return seen;
  }
}
