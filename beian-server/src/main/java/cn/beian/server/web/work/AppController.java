package cn.beian.server.web.work;

import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.server.apps.UsingUnits;
import cn.beian.server.cases.Worklist;
import cn.beian.server.endings.Endings;
import cn.beian.server.filings.casefile.AppFiles;
import cn.beian.server.filings.casefile.AppFiles.AppFile;
import cn.beian.server.filings.filed.ShownNumbers;
import cn.beian.server.inventory.InventoryFiles;
import cn.beian.server.inventory.InventoryFiles.InventoryFile;
import cn.beian.server.inventory.MissingFilings;
import cn.beian.server.inventory.MissingFilings.Unfiled;
import cn.beian.server.inventory.OfflineApps;
import cn.beian.server.inventory.OfflineApps.Offline;
import cn.beian.server.official.OfficialNumbers;
import cn.beian.server.records.OutOfScope;
import cn.beian.server.records.PublicRecord;
import cn.beian.server.web.AppStanding;
import cn.beian.server.web.filings.FilingText;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** An app: its state and number, what is to be done, its versions, cases and history. */
@Controller
class AppController {
  private final AppFiles files;
  private final NextFiling next;
  private final InventoryFiles inventory;
  private final Worklist worklist;
  private final OutOfScope outOfScope;
  private final OfficialNumbers numbers;
  private final Endings endings;
  private final ShownNumbers shown;
  private final OfflineApps offline;
  private final MissingFilings unfiled;
  private final UsingUnits users;
  private final MessageSource messages;
  private final Clock clock;

  AppController(
      AppFiles files,
      NextFiling next,
      InventoryFiles inventory,
      Worklist worklist,
      OutOfScope outOfScope,
      OfficialNumbers numbers,
      Endings endings,
      ShownNumbers shown,
      OfflineApps offline,
      MissingFilings unfiled,
      UsingUnits users,
      MessageSource messages,
      Clock clock) {
    this.files = files;
    this.next = next;
    this.inventory = inventory;
    this.worklist = worklist;
    this.outOfScope = outOfScope;
    this.numbers = numbers;
    this.endings = endings;
    this.shown = shown;
    this.offline = offline;
    this.unfiled = unfiled;
    this.users = users;
    this.messages = messages;
    this.clock = clock;
  }

  @GetMapping("/apps/{id}")
  String app(@PathVariable UUID id, Locale locale, Model model) {
    AppFile file = files.of(id);
    if (file.app().mergedInto().isPresent()) {
      return "redirect:/apps/" + file.app().mergedInto().get();
    }
    model.addAttribute("file", file);
    InventoryFile known = inventory.of(file.app(), file.own());
    model.addAttribute("inventory", known);
    model.addAttribute(
        "files", known.files() && next.nothingRuns(file) && next.anew(file).isEmpty());
    model.addAttribute("words", new FilingText(messages, locale));
    Optional<Unfiled> missing = unfiled.of(file.app());
    model.addAttribute("unfiled", missing.orElse(null));
    if (file.owner().isEmpty()) {
      return "inventory/app";
    }
    model.addAttribute("users", users.of(file.app()));
    model.addAttribute("odd", file.record().filter(one -> odd(one)).isPresent());
    model.addAttribute("duty", file.record().flatMap(shown::duty).orElse(null));
    model.addAttribute("entersNumber", numbers.mayNote(file.app(), file.record()));
    model.addAttribute("notDue", outOfScope.applications(file.unit().id()));
    model.addAttribute("work", new WorkWords(messages, locale, worklist));
    Optional<Offline> gone = offline.of(file.app());
    model.addAttribute("offline", gone.orElse(null));
    model.addAttribute("anew", gone.isPresent() ? null : next.anew(file).orElse(null));
    model.addAttribute(
        "standing",
        AppStanding.of(file.app().state(), gone.isPresent(), missing)
            .reported(!endings.reported(file.record().stream().toList()).isEmpty()));
    model.addAttribute("mayBeOffline", offline.mayState(file.app()));
    model.addAttribute("backOnline", offline.mayTakeBack(file.app()));
    model.addAttribute("ends", file.record().filter(endings::mayBegin).isPresent());
    model.addAttribute("today", OfficialTime.dayOf(clock.instant()));
    return "work/app";
  }

  private boolean odd(PublicRecord record) {
    return numbers.odd(record.officialNumber());
  }
}
