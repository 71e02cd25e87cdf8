package cn.beian.server.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.server.ServerTest;
import cn.beian.server.WebSession;
import cn.beian.server.inventory.InventorySteps.Unit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Rows of an inventory that differ by their platforms alone. */
class PlatformRowsTest extends ServerTest {
  @Autowired private ApplicationContext server;
  private Unit bureau = new Unit(UUID.randomUUID(), "", "");
  private WebSession supervisor;

  @BeforeEach
  void people() throws Exception {
    InventorySteps steps = new InventorySteps(jdbc);
    bureau = steps.unit("640100");
    supervisor =
        WebSession.of(
            server, url(""), steps.person(steps.unit("640000").id(), "SUPERVISOR", "640000"));
  }

  private String taken(String rows) throws Exception {
    byte[] table = InventorySteps.table(rows);
    var preview = supervisor.postFile("/inventory/import", Map.of(), "apps.csv", table);
    String page = preview.uri().getPath();
    supervisor.post(page, Map.of());
    return supervisor.page(page + "/results.csv");
  }

  private List<String> entries() {
    return jdbc.sql(
            """
            select dense_rank() over (order by first) || ' ' || platform from (
              select e.id, e.platform, min(e.id) over (partition by e.app_id) as first
              from inventory_entry e join app a on a.id = e.app_id where a.owner_id = :unit) e
            order by id
            """)
        .param("unit", bureau.id())
        .query(String.class)
        .list();
  }

  private String row(String name, String form, String platform, String identity) {
    return String.join(",", name, form, platform, identity, bureau.name(), ",,,\n");
  }

  @Test
  void packageOfOneNameOnTwoPlatforms_isOfOneApp_andAThirdRowNamesTheEarlierOne() throws Exception {
    String name = InventorySteps.packageName();
    String rows =
        row("掌上办", "APP", "安卓", name)
            + row("掌上办", "APP", "iOS", name)
            + row("掌上办", "APP", "iOS", name);
    assertThat(taken(rows))
        .contains("2,掌上办,新增", "已有此应用“掌上办”（" + bureau.name() + "），补记清单来源")
        .contains("4,掌上办,不收,与第 3 行重复");
    assertThat(entries()).containsExactly("1 android", "1 ios");
    assertThat(
            jdbc.sql("select platform from app_identity where identity = :name order by 1")
                .param("name", name)
                .query(String.class)
                .list())
        .containsExactly("android", "ios");
    assertThat(taken(rows)).contains("2,掌上办,不变", "3,掌上办,不变");
    assertThat(entries()).hasSize(2);
  }

  @Test
  void miniProgramsOfOneNameOnTwoPlatforms_areTwoApps() throws Exception {
    String rows = row("办事", "小程序", "微信", "") + row("办事", "小程序", "支付宝", "");
    assertThat(taken(rows)).contains("2,办事,新增", "3,办事,新增");
    assertThat(entries()).containsExactly("1 wechat", "2 alipay");
    String turned = row("办事", "小程序", "支付宝", "") + row("办事", "小程序", "微信", "");
    assertThat(taken(turned)).contains("2,办事,不变", "3,办事,不变");
    assertThat(taken(row("办事", "小程序", "微信", "wx" + bureau.code())))
        .contains("补记软件包名称", "（" + bureau.name() + "）");
    assertThat(entries()).containsExactly("1 wechat", "2 alipay", "1 wechat");
  }

  /** Keys were without platforms once. */
  @Test
  void rowThatWasTakenByAKeyWithoutPlatform_isUnchanged() throws Exception {
    taken(row("办事", "小程序", "微信", ""));
    assertThat(
            jdbc.sql("select row_key from inventory_entry where unit_name = :unit")
                .param("unit", bureau.name())
                .query(String.class)
                .single())
        .isEqualTo(bureau.id() + "\nMINI_PROGRAM\n\n办事");
    jdbc.sql("update inventory_entry set platform = '' where unit_name = :unit")
        .param("unit", bureau.name())
        .update();
    assertThat(taken(row("办事", "小程序", "微信", "") + row("办事", "小程序", "", "")))
        .contains("2,办事,不变", "3,办事,不收,与第 2 行重复");
    assertThat(entries()).hasSize(1);
  }
}
