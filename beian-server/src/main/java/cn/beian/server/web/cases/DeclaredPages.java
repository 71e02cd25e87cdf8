package cn.beian.server.web.cases;

import cn.beian.filing.procedures.DeclaredAct;
import cn.beian.filing.procedures.DeclaredAct.Kind;
import cn.beian.filing.procedures.DeclaredField;
import cn.beian.server.cases.DeclaredCases;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.HandlerMapping;

/**
 * The pages of a declared procedure. The form of each act is sent to an address of its own, which
 * {@link DeclaredAddresses} registers.
 */
public abstract class DeclaredPages<S extends Enum<S>> extends ProcedurePages<S> {
  private final DeclaredCases cases;

  /** Pages of the cases of a procedure. */
  protected DeclaredPages(DeclaredCases cases, Letters letters) {
    super(cases.declaration().place(), cases.declaration().name(), letters);
    this.cases = cases;
  }

  /** The page of the form that begins a case. */
  protected abstract String newPage(Model model);

  @PostMapping
  String begin(CaseForm form, Model model) {
    return begin(form, () -> cases.begin(form.fields()), () -> newPage(model));
  }

  /** The fields of the form that begins a case. */
  protected List<DeclaredField> draft() {
    return cases.declaration().acts().stream()
        .filter(act -> act.kind() == Kind.BEGIN)
        .flatMap(act -> act.form().stream())
        .toList();
  }

  /** Does what the form of an act asks for. */
  String act(@PathVariable UUID id, CaseForm form, HttpServletRequest request) {
    String pattern =
        String.valueOf(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE));
    String act = pattern.substring(pattern.lastIndexOf('/') + 1);
    return act(id, form, () -> cases.act(id, form.version(), act, form.fields()));
  }

  /** The acts with a form of their own. */
  List<String> addresses() {
    return cases.declaration().acts().stream()
        .map(DeclaredAct::address)
        .filter(address -> !address.isEmpty())
        .toList();
  }

  String place() {
    return cases.declaration().place();
  }

  @Override
  protected Map<String, TypedField> typedFields() {
    Map<String, TypedField> fields = new LinkedHashMap<>();
    for (DeclaredAct<?, ?> act : cases.declaration().acts()) {
      for (DeclaredField field : act.form()) {
        if (act.kind() != Kind.GIVE_BACK && field.kind() != DeclaredField.Kind.CHOICE) {
          fields.put(field.name(), TypedField.text(place() + "." + field.name()));
        }
      }
    }
    return fields;
  }
}
