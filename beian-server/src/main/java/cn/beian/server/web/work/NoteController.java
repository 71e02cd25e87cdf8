package cn.beian.server.web.work;

import cn.beian.server.cases.CaseNotes;
import cn.beian.server.cases.Worklist;
import cn.beian.server.web.cases.CaseForm;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Notes between officials; they are shown above the page of their case. */
@Controller
class NoteController {
  private final CaseNotes notes;
  private final Worklist worklist;

  NoteController(CaseNotes notes, Worklist worklist) {
    this.notes = notes;
    this.worklist = worklist;
  }

  @PostMapping("/work/{procedure}/{id}/notes")
  String add(@PathVariable String procedure, @PathVariable UUID id, CaseForm form, Model model) {
    return form.act(
        () -> notes.add(procedure, id, form.text("text")),
        back(procedure, id),
        () -> {
          model.addAttribute("caseAddress", address(procedure, id));
          model.addAttribute("notesAddress", "/work/" + procedure + '/' + id);
          return "work/note";
        });
  }

  /** Takes back; where it cannot be, the page shows how it stands. */
  @PostMapping("/work/{procedure}/{id}/notes/{note}/withdrawal")
  String takeBack(@PathVariable String procedure, @PathVariable UUID id, @PathVariable UUID note) {
    notes.takeBack(procedure, id, note);
    return "redirect:" + back(procedure, id);
  }

  private String address(String procedure, UUID id) {
    return worklist.procedure(procedure).listPage() + '/' + id;
  }

  private String back(String procedure, UUID id) {
    return worklist.procedures().stream().anyMatch(one -> one.kind().equals(procedure))
        ? address(procedure, id) + "?notes=open#notes"
        : WorkAddress.PAGE;
  }
}
