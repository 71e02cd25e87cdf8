package cn.beian.server.opendata;

import cn.beian.server.records.OpenRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The columns of records as tables, in a numbered version: a column is never taken out, renamed or
 * moved within one. What a restricted record does not tell is empty. Several packages stand in one
 * cell, separated by a line feed, in the same order in each column of them.
 */
final class RecordFields {
  /** Another one as soon as a column changes. */
  static final String VERSION = "records/1";

  private static final List<Field> FIELDS =
      List.of(
          text("number", "备案编号（本系统）", "Number in this system"),
          text("officialNumber", "官方备案编号", "Official number"),
          text("state", "状态", "State"),
          field("restricted", "仅公开编号和状态", "Only number and state are public"),
          text("appName", "应用名称", "Name of the app"),
          text("sponsorName", "主办单位", "Sponsor"),
          text(
              "kind",
              "种类（A 应用、X 小程序、K 快应用、Y 其他）",
              "Kind: A app, X mini-program, K quick app, Y other"),
          text("division", "行政区划代码", "Division code, GB/T 2260"),
          text("filedOn", "备案日期", "Filed on, Asia/Shanghai"),
          ofPackages("platform", "平台", "Platforms"),
          ofPackages("packageId", "包名或 AppID", "Package names or AppIDs"),
          ofPackages("versionName", "版本", "Versions"),
          ofPackages("sha256", "安装包 SHA-256", "SHA-256 of the packages"),
          ofPackages("signer", "签名证书 SHA-256", "SHA-256 of the signing certificates"),
          text("rulebookVersion", "规则集版本（SHA-256）", "Version of the rulebook, SHA-256"),
          field("revision", "第几次登记", "Revision"),
          text("updatedAt", "最近登记时间（UTC）", "Time of the last revision, UTC"),
          field("index", "最近登记的账本序号", "Index of the last revision in the ledger"));

  private RecordFields() {}

  /** A column. */
  record Field(String name, String zh, String en, Value value) {}

  /** What stands in a cell. */
  interface Value {
    String of(OpenRecord record);
  }

  private static Field text(String name, String zh, String en) {
    return new Field(name, zh, en, record -> record.text(name));
  }

  private static Field field(String name, String zh, String en) {
    return new Field(
        name, zh, en, record -> String.valueOf(record.members().getOrDefault(name, "")));
  }

  private static Field ofPackages(String member, String zh, String en) {
    return new Field(
        "packages." + member,
        zh,
        en,
        record ->
            record.members().get("packages") instanceof List<?> packages
                ? packages.stream()
                    .map(one -> one instanceof Map<?, ?> build ? build.get(member) : "")
                    .map(String::valueOf)
                    .collect(Collectors.joining("\n"))
                : "");
  }

  static List<String> names() {
    return FIELDS.stream().map(Field::name).toList();
  }

  static List<String> cells(OpenRecord record) {
    return FIELDS.stream().map(field -> field.value().of(record)).toList();
  }

  /** The dictionary of the columns. */
  static Map<String, Object> dictionary() {
    List<Object> fields = new ArrayList<>();
    for (Field field : FIELDS) {
      Map<String, String> one = new LinkedHashMap<>();
      one.put("name", field.name());
      one.put("zh", field.zh());
      one.put("en", field.en());
      fields.add(one);
    }
    Map<String, Object> dictionary = new LinkedHashMap<>();
    dictionary.put("version", VERSION);
    dictionary.put("fields", fields);
    return dictionary;
  }
}
