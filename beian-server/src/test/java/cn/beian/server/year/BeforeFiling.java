package cn.beian.server.year;

import cn.beian.filing.Role;
import cn.beian.server.fixtures.ApprovalSteps;
import cn.beian.server.identity.TableImports;
import cn.beian.server.identity.TableImports.Kind;
import cn.beian.server.inventory.Claims;
import cn.beian.server.inventory.InventoryImport;
import cn.beian.server.platform.MappedTable;
import cn.beian.server.platform.TableRow;
import cn.beian.server.year.PlayedProvince.App;
import cn.beian.server.year.PlayedProvince.Happened;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is done about an app before anybody files it: its project, and the inventory. */
final class BeforeFiling {
  private final PlayedProvince province;
  private final ApplicationContext server;
  private final String supervisor;
  private final List<App> known = new ArrayList<>();

  BeforeFiling(PlayedProvince province) {
    this.province = province;
    this.server = province.server;
    this.supervisor = province.anyUnit().stage.official(Role.SUPERVISOR, "330000");
  }

  /** What follows once a project was approved. */
  interface Approved {
    void goOn(UUID approval) throws Exception;
  }

  /** A unit asks for the approval of a project, which may come to nothing. */
  void project(App app, Approved then) {
    UUID id = ApprovalSteps.sent(server, app.unit(), app.name());
    province.count(Happened.PROJECT_PLANNED);
    province.later(10, "decide on the project", () -> decide(app, id, then));
  }

  private void decide(App app, UUID id, Approved then) {
    boolean approves = !province.chance(15);
    String result = approves ? "APPROVE" : "NOT_APPROVE";
    ApprovalSteps.decide(server, app.unit(), id, result, province.today());
    if (approves) {
      province.later(40, "begin with an approval", () -> then.goOn(id));
    } else {
      province.count(Happened.PROJECT_NOT_APPROVED);
    }
  }

  /** An app that the inventory of the province is to name. */
  void know(App app) {
    known.add(app);
  }

  /** Takes the inventory, of which every tenth row names no unit. */
  void takeInventory() {
    province.anyUnit().as(supervisor);
    List<TableRow> rows = new ArrayList<>();
    for (App app : known) {
      boolean nobody = app.n() % 10 == 0;
      rows.add(
          new TableRow(
              rows.size() + 2,
              List.of(
                  app.name(),
                  "APP",
                  "安卓",
                  app.identity(),
                  nobody ? "" : app.unit().stage.name,
                  "",
                  "2025-03-01",
                  "",
                  ""),
              ""));
      if (nobody) {
        province.later(20, "claim", () -> claim(app));
      }
    }
    UUID table =
        server.getBean(TableImports.class).keep(Kind.INVENTORY, MappedTable.plain(rows), "");
    server.getBean(InventoryImport.class).run(table, false, lines -> "");
    province.count(Happened.INVENTORY_TAKEN);
  }

  private void claim(App app) {
    UUID id =
        server
            .getBean(JdbcClient.class)
            .sql(
                "select i.app_id from app_identity i join app a on a.id = i.app_id"
                    + " where i.identity = ? and a.owner_id is null")
            .param(app.identity())
            .query(UUID.class)
            .single();
    app.unit().as(app.unit().handler);
    server.getBean(Claims.class).claim(id);
    province.count(Happened.CLAIMED);
  }
}
