package cn.beian.server.web.admin;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.server.ServerTest;
import cn.beian.server.WebSession;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
