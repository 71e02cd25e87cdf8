package cn.beian.server.web.official;

import cn.beian.server.official.Batches.Batch;
import cn.beian.server.official.OwnBatches;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.web.Form;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A batch, for the office that imported it: what it is called, and whether it stays. */
@Controller
class OwnBatchPages {
  private static final String PAGE = "/official-lists/batches/{id}";
  private static final String VIEW = "official/own-batch";

  private final OwnBatches batches;

  OwnBatchPages(OwnBatches batches) {
    this.batches = batches;
  }

  @GetMapping(PAGE)
  String show(@PathVariable UUID id, Model model) {
    Batch batch = batches.find(id);
    model.addAttribute("batch", batch);
    model.addAttribute("namesakes", batches.namesakes(id));
    Form.show(
        model,
        Map.of("batch", batch.name(), "day", batch.day().toString(), "source", batch.source()));
    return VIEW;
  }

  @PostMapping(PAGE)
  String correct(
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String seen,
      @RequestParam(defaultValue = "") String batch,
      @RequestParam(defaultValue = "") String day,
      @RequestParam(defaultValue = "") String source,
      Model model,
      HttpServletResponse response) {
    return act(
        () -> batches.correct(id, seen, batch, day, source),
        id,
        Map.of("batch", batch, "day", day, "source", source),
        model,
        response);
  }

  @PostMapping(PAGE + "/withdrawal")
  String withdraw(@PathVariable UUID id, Model model, HttpServletResponse response) {
    return act(() -> batches.withdraw(id), id, Map.of(), model, response);
  }

  /** Asks the office of another list of that name to take the rows into theirs. */
  @PostMapping(PAGE + "/request")
  String ask(
      @PathVariable UUID id, @RequestParam UUID other, Model model, HttpServletResponse response) {
    return act(() -> batches.ask(id, other), id, Map.of(), model, response);
  }

  /** Answers what another office asks. */
  @PostMapping("/official-lists/requests/{id}")
  String answer(@PathVariable UUID id, @RequestParam boolean takes) {
    batches.answer(id, takes);
    return "redirect:/official-lists";
  }

  private String act(
      Runnable act, UUID id, Map<String, String> input, Model model, HttpServletResponse response) {
    try {
      act.run();
      return "redirect:/official-lists";
    } catch (RejectedInput rejected) {
      String view = show(id, model);
      if (input.isEmpty()) {
        model.addAttribute("problems", rejected.problems());
        response.setStatus(422);
      } else {
        Form.reject(model, input, rejected, response);
      }
      return view;
    }
  }
}
