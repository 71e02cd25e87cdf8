package cn.beian.server.web.cases;

import cn.beian.server.cases.EnteredDay;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.web.Form;
import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.ui.Model;

/** A form of a page of cases as it was sent; a parameter of a handler. */
public final class CaseForm {
  private final Map<String, String> fields;
  private final Model model;
  private final HttpServletResponse response;

  CaseForm(Map<String, String> fields, Model model, HttpServletResponse response) {
    this.fields = Map.copyOf(fields);
    this.model = model;
    this.response = response;
  }

  /** The model of the page that answers. */
  Model model() {
    return model;
  }

  /** The version that its page showed; 0, which none has, where it names none. */
  public int version() {
    String version = text("version");
    return version.matches("[0-9]{1,9}") ? Integer.parseInt(version) : 0;
  }

  /** Every field as it was typed, by name. */
  public Map<String, String> fields() {
    return fields;
  }

  /** A field as it was typed; empty where it was not sent. */
  public String text(String field) {
    return fields.getOrDefault(field, "");
  }

  /** A day; empty where the field holds none. */
  public Optional<LocalDate> day(String field) {
    return EnteredDay.of(text(field));
  }

  /**
   * Does what the form asks for.
   *
   * @param next address that the browser is led to
   * @param again the page of the form, for what cannot be taken; what was typed stays
   */
  public String act(Runnable act, String next, Supplier<String> again) {
    return act(
        () -> {
          act.run();
          return next;
        },
        again);
  }

  /**
   * The same, where the act gives the address that the browser is led to.
   *
   * @param again the page of the form, for what cannot be taken; what was typed stays
   */
  public String act(Supplier<String> act, Supplier<String> again) {
    return act(act, refused -> again.get());
  }

  /** The same, where the page of the form depends on what was refused. */
  String act(Supplier<String> act, Function<RejectedInput, String> again) {
    try {
      return "redirect:" + act.get();
    } catch (RejectedInput rejected) {
      String view = again.apply(rejected);
      Form.reject(model, fields, rejected, response);
      return view;
    }
  }
}
