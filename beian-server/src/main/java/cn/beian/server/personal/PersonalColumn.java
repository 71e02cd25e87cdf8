package cn.beian.server.personal;

/** Columns whose values are encrypted. The names are part of each value and never change. */
public enum PersonalColumn {
  TELEPHONE("user_account.telephone"),
  EMAIL("user_account.email"),
  SECOND_FACTOR("account_totp.secret"),
  MAIL_ADDRESS("mail_address.address"),
  WEBHOOK_URL("webhook.url"),
  WEBHOOK_SECRET("webhook.secret"),
  IMPORTED_PEOPLE("table_import.content");

  private final String path;

  PersonalColumn(String path) {
    this.path = path;
  }

  /** Table and column. */
  String path() {
    return path;
  }
}
