package cn.beian.server.web;

import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Person;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The start page: the search for everybody, and the next act of each role. */
@Controller
class HomeController {
  private final Identity identity;
  private final List<HomePanel> panels;

  HomeController(Identity identity, List<HomePanel> panels) {
    this.identity = identity;
    this.panels = panels.stream().sorted(Comparator.comparingInt(HomePanel::order)).toList();
  }

  @GetMapping("/")
  String home(Model model) {
    Optional<Person> person = identity.currentIfAny();
    model.addAttribute(
        "panels",
        panels.stream()
            .filter(
                panel ->
                    panel.roles().isEmpty()
                        || person.stream()
                            .anyMatch(me -> me.roles().stream().anyMatch(panel.roles()::contains)))
            .toList());
    return "home";
  }
}
