package cn.beian.server.web.official;

import cn.beian.server.identity.TableImports;
import cn.beian.server.identity.TableImports.Kind;
import cn.beian.server.official.OfficialLists;
import cn.beian.server.official.OfficialLists.Sent;
import cn.beian.server.official.OwnBatches;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.platform.RejectedInput.Problem;
import cn.beian.server.web.Form;
import cn.beian.server.web.TableFile;
import cn.beian.server.web.admin.ImportSteps;
import cn.beian.server.web.admin.ImportSteps.Doubt;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** Official numbers from a published list: what each row would do, the act, what it did. */
@Controller
class OfficialListPages {
  private static final String PAGE = "/official-lists";
  private static final String VIEW = "official/list";

  /** Most rows that a page shows; the file has all. */
  private static final int SHOWN = 300;

  private static final String CHOICE = "choice.";
  private static final Pattern LINE = Pattern.compile("choice\\.\\d{1,6}");

  private final OfficialLists lists;
  private final OwnBatches batches;
  private final TableImports imports;
  private final ImportSteps steps;
  private final MessageSource messages;

  OfficialListPages(
      OfficialLists lists,
      OwnBatches batches,
      TableImports imports,
      ImportSteps steps,
      MessageSource messages) {
    this.lists = lists;
    this.batches = batches;
    this.imports = imports;
    this.steps = steps;
    this.messages = messages;
  }

  @GetMapping(PAGE)
  String form(Model model) {
    own(model);
    Form.show(model, Map.of("batch", "", "day", "", "source", ""));
    return VIEW;
  }

  private void own(Model model) {
    model.addAttribute("own", batches.all());
    model.addAttribute("asked", batches.asked());
  }

  /** Keeps the list for the preview; no record is touched. */
  @PostMapping(PAGE)
  String send(
      @RequestParam(required = false) MultipartFile file,
      @RequestParam(defaultValue = "") String batch,
      @RequestParam(defaultValue = "") String day,
      @RequestParam(defaultValue = "") String source,
      Model model,
      HttpServletResponse response)
      throws IOException {
    try {
      if (file == null || file.isEmpty()) {
        throw new RejectedInput(List.of(Problem.of("file", "official.list.noFile")));
      }
      return "redirect:" + PAGE + "/" + lists.send(file.getBytes(), batch, day, source);
    } catch (RejectedInput rejected) {
      own(model);
      Form.reject(model, Map.of("batch", batch, "day", day, "source", source), rejected, response);
      return VIEW;
    }
  }

  @GetMapping(PAGE + "/{id}")
  String show(@PathVariable UUID id, Model model, Locale locale) {
    Form.show(model, Map.of());
    return page(id, model, locale);
  }

  private String page(UUID id, Model model, Locale locale) {
    Sent sent = sent(id);
    List<ListResult> results = ListResult.of(sent, messages, locale);
    model.addAttribute("id", id);
    model.addAttribute("sent", sent);
    model.addAttribute("results", results.stream().limit(SHOWN).toList());
    model.addAttribute("total", results.size());
    model.addAttribute("counts", ListResult.counts(results));
    model.addAttribute("writes", results.stream().anyMatch(ListResult::writes));
    imports
        .find(Kind.OFFICIAL_NUMBERS, id)
        .ifPresent(
            kept ->
                steps.show(
                    model,
                    Kind.OFFICIAL_NUMBERS,
                    kept,
                    results.stream()
                        .filter(ListResult::mendable)
                        .map(one -> new Doubt(one.line(), words(one, locale)))
                        .toList(),
                    locale));
    return VIEW;
  }

  private String words(ListResult one, Locale locale) {
    return one.words().isEmpty()
        ? messages.getMessage("official.fate." + one.fate(), null, locale)
        : one.words();
  }

  /** Says which column is which, or corrects cells; what becomes of the rows is shown anew. */
  @PostMapping({PAGE + "/{id}/columns", PAGE + "/{id}/rows"})
  String change(
      @PathVariable UUID id,
      @RequestParam Map<String, String> input,
      Model model,
      Locale locale,
      HttpServletRequest request,
      HttpServletResponse response) {
    sent(id);
    try {
      steps.change(Kind.OFFICIAL_NUMBERS, id, request.getRequestURI(), input);
      return "redirect:" + PAGE + "/" + id;
    } catch (RejectedInput rejected) {
      Form.reject(model, input, rejected, response);
      return page(id, model, locale);
    }
  }

  private Sent sent(UUID id) {
    return lists.find(id).orElseThrow(() -> new NoSuchElementException("list " + id));
  }

  @GetMapping({PAGE + "/{id}/results.csv", PAGE + "/{id}/results.xlsx"})
  void download(
      @PathVariable UUID id,
      Locale locale,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    List<ListResult> results = ListResult.of(sent(id), messages, locale);
    TableFile.answer(
        response,
        request.getRequestURI(),
        "beian-list-results",
        rows -> {
          rows.add(
              Stream.of("line", "name", "sponsor", "number", "day", "fate", "record", "words")
                  .map(one -> messages.getMessage("official.column." + one, null, locale))
                  .toList());
          for (ListResult one : results) {
            rows.add(
                List.of(
                    String.valueOf(one.line()),
                    one.name(),
                    one.sponsor(),
                    one.official(),
                    one.day(),
                    messages.getMessage("official.fate." + one.fate(), null, locale),
                    one.record(),
                    one.words()));
          }
        });
  }

  private static Map<String, String> chosen(Map<Integer, String> choices) {
    Map<String, String> input = new HashMap<>();
    choices.forEach((line, number) -> input.put(CHOICE + line, number));
    return input;
  }

  @PostMapping(PAGE + "/{id}")
  String act(
      @PathVariable UUID id,
      @RequestParam Map<String, String> input,
      Model model,
      Locale locale,
      HttpServletResponse response) {
    sent(id);
    Map<Integer, String> choices = new HashMap<>();
    input.forEach(
        (name, number) -> {
          if (LINE.matcher(name).matches() && !number.isEmpty()) {
            choices.put(Integer.valueOf(name.substring(CHOICE.length())), number);
          }
        });
    try {
      lists.run(id, choices);
      return "redirect:" + PAGE + "/" + id;
    } catch (RejectedInput rejected) {
      Form.reject(model, chosen(choices), rejected, response);
      return page(id, model, locale);
    }
  }
}
