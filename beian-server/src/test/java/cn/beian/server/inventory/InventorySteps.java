package cn.beian.server.inventory;

import cn.beian.filing.numbers.CreditCode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Units, people and inventories of a region in which no other test has any. */
final class InventorySteps {
  static final String HEADER = "应用名称,形态,平台,软件包名称或 AppID,主办单位名称,主办单位统一社会信用代码,上线日期,应用商店或平台,备注\n";

  private final JdbcClient jdbc;

  InventorySteps(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A unit of a division. */
  record Unit(UUID id, String name, String code) {}

  Unit unit(String division) {
    String body =
        "116200"
            + "00MB"
            + String.format(Locale.ROOT, "%07d", ThreadLocalRandom.current().nextInt(10_000_000));
    String code = body + CreditCode.checkCharacter(body);
    UUID id = UUID.randomUUID();
    String name = "农牧局" + id.toString().substring(0, 8);
    jdbc.sql(
            "insert into organization (id, name, credit_code, level, kind, division, route,"
                + " created_at) values (:id, :name, :code, 'PREFECTURE', 'ORGAN', :division, 'LOCAL',"
                + " now())")
        .param("id", id)
        .param("name", name)
        .param("code", code)
        .param("division", division)
        .update();
    return new Unit(id, name, code);
  }

  /** A person of a unit; the login. */
  String person(UUID unit, String role, String region) {
    String login = "u" + UUID.randomUUID().toString().replace("-", "");
    jdbc.sql(
            "insert into user_account (id, login, password_hash, name, post, telephone, email,"
                + " organization_id, roles, region, created_at) values (:id, :login, 'x', '某人',"
                + " '科员', '0931-1', 'a@b.cn', :unit, string_to_array(:role, ','), :region,"
                + " '2026-11-01T00:00:00Z')")
        .param("id", UUID.randomUUID())
        .param("login", login)
        .param("unit", unit)
        .param("role", role)
        .param("region", region)
        .update();
    return login;
  }

  /** A package name that no other test has. */
  static String packageName() {
    return "cn.gov.kept.a" + UUID.randomUUID().toString().replace("-", "");
  }

  static byte[] table(String rows) {
    return (HEADER + rows).getBytes(StandardCharsets.UTF_8);
  }
}
