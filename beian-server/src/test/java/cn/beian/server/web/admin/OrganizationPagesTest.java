package cn.beian.server.web.admin;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.server.GetsWriteNothing;
import cn.beian.server.ServerTest;
import cn.beian.server.WebSession;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Many units: pages of bounded size, a search, and a form without all of them. */
class OrganizationPagesTest extends ServerTest {
  private static final Pattern NEXT = Pattern.compile("rel=\"next\"\\s+href=\"([^\"]+)\"");

  @Autowired private ApplicationContext server;
  private final String mark = Long.toString(System.nanoTime(), 36);
  private WebSession admin;

  @BeforeEach
  void manyUnits() throws Exception {
    jdbc.sql(
            """
            insert into organization (id, name, credit_code, level, kind, division, route, created_at)
            select gen_random_uuid(), :mark || '单位' || lpad(n::text, 5, '0'), '', 'COUNTY', 'ORGAN',
              '540102', 'LOCAL', now() from generate_series(1, 1000) n
            """)
        .param("mark", mark)
        .update();
    admin = WebSession.of(server, url(""), person(UUID.randomUUID(), "SYSTEM_ADMINISTRATOR"));
  }

  @AfterEach
  void cleared() {
    jdbc.sql("update organization set parent_id = null where starts_with(name, ?)")
        .param(mark)
        .update();
    jdbc.sql("delete from organization where starts_with(name, ?)").param(mark).update();
  }

  @Test
  void list_isReadAPageAtATime_andSearched() throws Exception {
    assertThat(admin.page("/admin/organizations").length()).isLessThan(100_000);
    String first = admin.page("/admin/organizations?q=" + mark);
    assertThat(first).contains(mark + "单位00001", mark + "单位00050").doesNotContain("单位00051");
    Matcher next = NEXT.matcher(first);
    assertThat(next.find()).isTrue();
    assertThat(admin.page(next.group(1).replace("&amp;", "&")))
        .contains(mark + "单位00051", mark + "单位00100")
        .doesNotContain("单位00101");
    assertThat(admin.page("/admin/organizations?q=" + mark + "%25")).contains("没有这样的单位");
  }

  /** Regions at the top, below them units without one above, below these their own. */
  @Test
  void tree_unfoldsFromTheRegions_aPageAtATime() throws Exception {
    UUID head = unit("主管", null);
    UUID middle = unit("直属", head);
    for (int i = 0; i < 60; i++) {
      unit("下属" + (100 + i), middle);
    }
    String top = admin.page("/admin/organizations");
    assertThat(top).contains("西藏自治区", "没有填写上级的单位").doesNotContain(mark + "单位");
    String region = admin.page("/admin/organizations?region=54");
    assertThat(region).contains("按行政区划列在这里", "rel=\"next\"");
    String below = admin.page("/admin/organizations?under=" + head);
    assertThat(below)
        .contains("西藏自治区", mark + "主管", mark + "直属", "下级单位（60 个）")
        .doesNotContain(mark + "下属");
    String list = admin.page("/admin/organizations?under=" + middle);
    assertThat(list).contains(mark + "下属100", mark + "下属149").doesNotContain(mark + "下属150");
    Matcher next = NEXT.matcher(list);
    assertThat(next.find()).isTrue();
    assertThat(admin.page(next.group(1).replace("&amp;", "&")))
        .contains(mark + "下属150", mark + "下属159")
        .doesNotContain(mark + "下属149");
    assertThat(admin.page("/admin/organizations?q=" + mark + "下属100"))
        .containsSubsequence(mark + "主管", "›", mark + "直属", "›", mark + "下属100");
    assertThat(admin.page("/admin/organizations?q=" + mark + "单位00001")).contains("未填上级");
    assertThat(admin.get("/admin/organizations?under=" + UUID.randomUUID()).statusCode())
        .isEqualTo(404);
    assertThat(admin.page("/admin/organizations?region=x%27y")).contains("区划代码有误");
  }

  @Test
  void unit_isNeverBelowItself() throws Exception {
    UUID head = unit("上", null);
    UUID middle = unit("中", head);
    UUID last = unit("下", middle);
    jdbc.sql("update organization set credit_code = '11330100MB0A00001' || 'X' where id = ?")
        .param(head)
        .update();
    for (String above : new String[] {mark + "下", mark + "上"}) {
      assertThat(
              admin
                  .post(
                      "/admin/organizations/" + head + "/correction",
                      Map.of(
                          "unitName",
                          mark + "上",
                          "creditCode",
                          "x",
                          "level",
                          "COUNTY",
                          "kind",
                          "ORGAN",
                          "division",
                          "540102",
                          "parent",
                          above))
                  .body())
          .contains("不能作为上级");
    }
    assertThat(parent(head)).isEmpty();
    assertThat(parent(last)).contains(middle);
  }

  private Optional<UUID> parent(UUID unit) {
    return jdbc.sql("select parent_id from organization where id = ? and parent_id is not null")
        .param(unit)
        .query(UUID.class)
        .optional();
  }

  private UUID unit(String name, @Nullable UUID above) {
    return jdbc.sql(
            "insert into organization (id, name, credit_code, level, kind, division, route,"
                + " created_at, parent_id) values (gen_random_uuid(), :name, '', 'COUNTY',"
                + " 'ORGAN', '540102', 'LOCAL', now(), :above) returning id")
        .param("name", mark + name)
        .param("above", above, java.sql.Types.OTHER)
        .query(UUID.class)
        .single();
  }

  @Test
  void pagesOfTheTree_costTheSameStatements_howeverManyUnits() throws Exception {
    for (String path :
        new String[] {
          "/admin/organizations", "/admin/organizations?region=54", "/admin/organizations?q=" + mark
        }) {
      admin.page(path);
      long before = GetsWriteNothing.statements("/admin/organizations");
      admin.page(path);
      assertThat(GetsWriteNothing.statements("/admin/organizations") - before)
          .as(path)
          .isBetween(1L, 14L);
    }
  }

  @Test
  void form_asksForTheUnitAboveByNameOrCode() throws Exception {
    assertThat(admin.page("/admin/organizations/new").length()).isLessThan(50_000);
    Map<String, String> typed =
        Map.of(
            "unitName",
            mark + "下属",
            "creditCode",
            "x",
            "level",
            "COUNTY",
            "kind",
            "ORGAN",
            "division",
            "540102",
            "parent",
            mark + "单位");
    assertThat(admin.post("/admin/organizations/new", typed).body())
        .contains("没有找到“" + mark + "单位”");
    UUID made =
        jdbc.sql(
                "insert into organization (id, name, credit_code, level, kind, division, route,"
                    + " created_at, parent_id) select gen_random_uuid(), ?, '', 'COUNTY', 'ORGAN',"
                    + " '540102', 'LOCAL', now(), id from organization where name = ? returning id")
            .params(mark + "下属", mark + "单位00007")
            .query(UUID.class)
            .single();
    assertThat(admin.page("/admin/organizations/" + made + "/correction"))
        .contains("value=\"" + mark + "单位00007\"");
    jdbc.sql("delete from organization where id = ?").param(made).update();
  }
}
