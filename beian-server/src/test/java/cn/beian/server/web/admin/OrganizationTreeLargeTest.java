package cn.beian.server.web.admin;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.server.ServerTest;
import cn.beian.server.WebSession;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Sixty thousand units, in a tree of four levels. */
@Tag("deep")
class OrganizationTreeLargeTest extends ServerTest {
  private static final int UNITS = 60_000;

  @Autowired private ApplicationContext server;

  @AfterEach
  void cleared() {
    jdbc.sql("delete from organization where name like '大树%'").update();
  }

  /** A hundred at the top of five provinces, twenty below each, thirty below each of these. */
  @Test
  void pages_ofManyUnits_areRight_andTheirTimeIsPrinted() throws Exception {
    jdbc.sql(
            """
            insert into organization (id, name, credit_code, level, kind, division, route,
              created_at, parent_id)
            select md5('大树' || n)::uuid, '大树' || n || '局', '', 'COUNTY', 'ORGAN',
              (11 + (case when n > 2100 then (n - 2101) / 600 + 1 when n > 100 then (n - 101) / 20 + 1
                else n end) % 5) * 10000 + 101 || '', 'LOCAL', now(),
              case when n > 2100 then md5('大树' || (n - 2101) / 30 + 101)::uuid
                when n > 100 then md5('大树' || (n - 101) / 20 + 1)::uuid end
            from generate_series(1, :many) n
            """)
        .param("many", UNITS)
        .update();
    jdbc.sql("analyze organization").update();
    WebSession admin =
        WebSession.of(server, url(""), person(UUID.randomUUID(), "SYSTEM_ADMINISTRATOR"));
    UUID head = jdbc.sql("select md5('大树1')::uuid").query(UUID.class).single();
    UUID middle = jdbc.sql("select md5('大树101')::uuid").query(UUID.class).single();
    show(admin, "first page", "/admin/organizations", "个单位");
    show(admin, "region", "/admin/organizations?region=11", "大树5局");
    show(admin, "unfold", "/admin/organizations?under=" + head, "大树101局");
    show(admin, "unfold deeper", "/admin/organizations?under=" + middle, "大树2101局");
    show(admin, "search, one hit", "/admin/organizations?q=大树59999局", "大树59999局");
    show(admin, "search, all hit", "/admin/organizations?q=大树", "rel=\"next\"");
    show(admin, "search, none", "/admin/organizations?q=没有这个", "没有这样的单位");
  }

  private static void show(WebSession admin, String what, String path, String expected)
      throws Exception {
    String address =
        path.contains("q=")
            ? path.substring(0, path.indexOf("q=") + 2)
                + java.net.URLEncoder.encode(
                    path.substring(path.indexOf("q=") + 2), java.nio.charset.StandardCharsets.UTF_8)
            : path;
    admin.page(address);
    long best = Long.MAX_VALUE;
    long worst = 0;
    for (int i = 0; i < 5; i++) {
      long before = System.nanoTime();
      assertThat(admin.page(address)).contains(expected);
      long taken = (System.nanoTime() - before) / 1_000_000;
      best = Math.min(best, taken);
      worst = Math.max(worst, taken);
    }
    System.out.printf("%s: %d to %d ms%n", what, best, worst);
  }
}
