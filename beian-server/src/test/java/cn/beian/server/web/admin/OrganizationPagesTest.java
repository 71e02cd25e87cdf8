package cn.beian.server.web.admin;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.server.GetsWriteNothing;
import cn.beian.server.ServerTest;
import cn.beian.server.WebSession;
import cn.beian.server.identity.Organization;
import cn.beian.server.identity.OrganizationTree;
import java.util.List;
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
    assertThat(admin.page("/admin/organizations?q=00001%20%E3%80%80" + mark))
        .as("each word, in any order")
        .contains(mark + "单位00001")
        .doesNotContain(mark + "单位00002");
    assertThat(admin.page("/admin/organizations?q=00001%20zz" + mark)).contains("没有这样的单位");
  }

  @Test
  void name_withInvisibleCharacters_orWithoutALetter_isRefused() throws Exception {
    assertThat(named(mark + "\u202Eabc")).contains("看不见的控制字符");
    assertThat(named("12-3")).contains("名称里要有文字");
  }

  private String named(String name) throws Exception {
    Map<String, String> form =
        Map.of(
            "unitName", name,
            "creditCode", "11330100MB1234567X",
            "level", "COUNTY",
            "kind", "ORGAN",
            "division", "330101");
    return admin.post("/admin/organizations/new", form).body();
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
    assertThat(top).contains("西藏自治区", "计在所在的地区").doesNotContain(mark + "单位");
    String region = admin.page("/admin/organizations?region=54");
    assertThat(region).contains("没有填写上级，或者上级不在本地区", "rel=\"next\"");
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

  /** What a region says it has is what it opens, also of units below an office of the country. */
  @Test
  void region_opensAsManyUnitsAsItCounts() throws Exception {
    UUID country = unit("国家局", null);
    UUID department = unit("省厅", country);
    UUID centre = unit("省厅中心", department);
    UUID alone = unit("研究院", null);
    jdbc.sql("update organization set division = '100000' where id = ?").param(country).update();
    jdbc.sql("update organization set division = '460000' where id in (:ids)")
        .param("ids", List.of(department, centre, alone))
        .update();
    OrganizationTree tree = server.getBean(OrganizationTree.class);
    OrganizationTree.Region region = tree.region("46");
    List<UUID> opened =
        tree.top("46", Optional.empty()).rows().stream().map(Organization::id).toList();
    assertThat(opened).contains(department, alone).doesNotContain(centre).hasSize(region.top());
    assertThat(region.units() - region.top()).isOne();
    assertThat(admin.page("/admin/organizations?region=46"))
        .contains("本地区有 " + region.units() + " 个单位", "另有 1 个", mark + "国家局")
        .containsSubsequence(mark + "省厅", "下级单位（1 个）");
    assertThat(admin.page("/admin/organizations"))
        .contains("展开（" + region.top() + " 个单位，另有 1 个列在它们的下级）");
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
