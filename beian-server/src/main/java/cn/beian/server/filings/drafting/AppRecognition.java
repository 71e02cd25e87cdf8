package cn.beian.server.filings.drafting;

import cn.beian.filing.policies.AppForm;
import cn.beian.server.apps.Apps;
import cn.beian.server.filings.Application;
import cn.beian.server.filings.SubmittedPackage;
import cn.beian.server.filings.SubmittedPackage.Part;
import cn.beian.server.filings.casefile.FilingProcedure;
import cn.beian.server.filings.store.ApplicationChanges;
import cn.beian.server.filings.store.ApplicationStore;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Finds out which app of its unit an application is about, as its packages become known. */
@Component
class AppRecognition {
  private final ApplicationStore store;
  private final Apps apps;
  private final FilingProcedure procedure;

  AppRecognition(ApplicationStore store, Apps apps, FilingProcedure procedure) {
    this.store = store;
    this.apps = apps;
    this.procedure = procedure;
  }

  /**
   * Applications of a unit that hold a package of the same name are about the same app; one whose
   * packages name no app that is known is about an app of its own. Says form and name of an app
   * that is not filed.
   */
  void recognise(UUID id, String name) {
    Application application = store.lock(id);
    UUID current = application.appId();
    UUID found = found(application);
    if (!found.equals(current)) {
      procedure.change(application, ApplicationChanges.about(found));
      apps.removeIfBare(current);
    }
    apps.describe(found, application.form(), name);
  }

  private UUID found(Application application) {
    UUID unit = application.organizationId();
    AppForm form = application.form();
    List<String> names =
        store.packages(application.id(), Part.REVIEW).stream()
            .map(SubmittedPackage::identity)
            .filter(name -> !name.isEmpty())
            .toList();
    if (names.isEmpty() || application.basis().isPresent()) {
      return application.appId();
    }
    return apps.ofUnit(unit, form, names)
        .or(() -> store.appOfOthers(application, names))
        .orElseGet(() -> store.isAlone(application) ? application.appId() : apps.begin(unit, form));
  }
}
