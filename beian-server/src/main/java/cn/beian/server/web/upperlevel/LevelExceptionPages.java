package cn.beian.server.web.upperlevel;

import cn.beian.filing.states.LevelExceptionState;
import cn.beian.server.filings.casefile.ReferredCases;
import cn.beian.server.identity.Organization;
import cn.beian.server.upperlevel.LevelException;
import cn.beian.server.upperlevel.LevelExceptionFile;
import cn.beian.server.upperlevel.LevelExceptions;
import cn.beian.server.web.Form;
import cn.beian.server.web.cases.CasePages;
import cn.beian.server.web.cases.DeclaredPages;
import java.util.Map;
import java.util.UUID;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Exceptions of the upper level, for the unit that asks and the one that is asked. */
@CasePages
@RequestMapping("/exceptions")
class LevelExceptionPages extends DeclaredPages<LevelExceptionState> {
  private final LevelExceptions exceptions;
  private final ReferredCases referred;

  LevelExceptionPages(LevelExceptions exceptions, ReferredCases referred, Letters letters) {
    super(exceptions, letters);
    this.exceptions = exceptions;
    this.referred = referred;
  }

  @GetMapping("/new")
  String form(@RequestParam(defaultValue = "") String app, Model model) {
    String above = exceptions.above().map(Organization::name).orElse("");
    Form.show(model, Map.of("app", app, "upper", above));
    return newPage(model);
  }

  @Override
  protected String newPage(Model model) {
    model.addAttribute("below", exceptions.belowCounty());
    model.addAttribute("draft", draft());
    return "exceptions/new";
  }

  @Override
  protected void requireReadable(UUID id) {
    exceptions.file(id);
  }

  @Override
  protected Told<LevelExceptionState> told(UUID id) {
    LevelExceptionFile file = exceptions.told(id);
    return new Told<>(file, file.it().letters());
  }

  @Override
  protected String page(UUID id, Model model) {
    LevelExceptionFile file = exceptions.file(id);
    model.addAttribute("file", file);
    model.addAttribute("uses", referred.ofException(id));
    Form.show(model, file.it().own() ? input(file.exception()) : Map.of());
    return "exceptions/exception";
  }

  private static Map<String, String> input(LevelException one) {
    return Map.of("app", one.appName(), "upper", one.upper(), "reason", one.reason());
  }
}
