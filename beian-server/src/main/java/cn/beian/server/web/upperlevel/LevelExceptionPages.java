package cn.beian.server.web.upperlevel;

import cn.beian.filing.states.LevelExceptionState;
import cn.beian.server.cases.DeclaredFile;
import cn.beian.server.filings.casefile.ReferredCases;
import cn.beian.server.identity.Organization;
import cn.beian.server.upperlevel.LevelException;
import cn.beian.server.upperlevel.LevelExceptionFile;
import cn.beian.server.upperlevel.LevelExceptions;
import cn.beian.server.web.Form;
import cn.beian.server.web.cases.CasePages;
import cn.beian.server.web.cases.DeclaredPages;
import java.util.Map;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Exceptions of the upper level, for the unit that asks and the one that is asked. */
@CasePages
@RequestMapping("/exceptions")
class LevelExceptionPages extends DeclaredPages<LevelExceptionState, LevelException> {
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
    return super.newPage(model);
  }

  @Override
  protected LevelExceptionFile shown(DeclaredFile<LevelExceptionState, LevelException> file) {
    return new LevelExceptionFile(file);
  }

  @Override
  protected void show(DeclaredFile<LevelExceptionState, LevelException> file, Model model) {
    model.addAttribute("uses", referred.ofException(file.one().id()));
    Form.show(model, file.own() ? input(file.one()) : Map.of());
  }

  private static Map<String, String> input(LevelException one) {
    return Map.of("app", one.appName(), "upper", one.upper(), "reason", one.reason());
  }
}
