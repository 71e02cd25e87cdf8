package cn.beian.server.web.cases;

import cn.beian.filing.procedures.DeclaredAct;
import cn.beian.filing.procedures.DeclaredAct.Kind;
import cn.beian.filing.procedures.DeclaredField;
import cn.beian.server.cases.Case;
import cn.beian.server.cases.DeclaredCases;
import cn.beian.server.cases.DeclaredFile;
import cn.beian.server.web.Form;
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
public abstract class DeclaredPages<S extends Enum<S>, K extends Case<S>>
    extends ProcedurePages<S> {
  private final DeclaredCases<S, ?, K> cases;

  /** Pages of the cases of a procedure. */
  protected DeclaredPages(DeclaredCases<S, ?, K> cases, Letters letters) {
    super(cases.declaration().place(), cases.declaration().name(), letters);
    this.cases = cases;
  }

  /** What templates read of a case as {@code file}: it as it is, unless overridden. */
  protected Object shown(DeclaredFile<S, K> file) {
    return file;
  }

  /** Adds what else the page of a case shows: nothing, unless overridden. */
  protected void show(DeclaredFile<S, K> file, Model model) {}

  /** The page of the form that begins a case. */
  protected String newPage(Model model) {
    model.addAttribute("draft", cases.declaration().first().form());
    return place() + "/new";
  }

  @PostMapping
  String begin(CaseForm form, Model model) {
    return begin(form, () -> cases.begin(form.fields()), () -> newPage(model));
  }

  @Override
  protected void requireReadable(UUID id) {
    cases.file(id);
  }

  @Override
  protected Told<S> told(UUID id) {
    DeclaredFile<S, K> file = cases.forLetters(id);
    return new Told<>(shown(file), file.letters());
  }

  @Override
  protected String page(UUID id, Model model) {
    DeclaredFile<S, K> file = cases.file(id);
    model.addAttribute("file", shown(file));
    Form.show(model, file.draft().values());
    show(file, model);
    return place() + "/" + cases.declaration().name();
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
        if (act.kind() != Kind.GIVE_BACK && field.kind() != DeclaredField.Kind.CHECK) {
          String label = place() + "." + field.name();
          fields.put(field.name(), new TypedField(label, field.words()));
        }
      }
    }
    return fields;
  }
}
