package cn.beian.filing.policies;

/** The kind of app to be filed. */
public enum AppForm {
  APP,
  MINI_PROGRAM,
  QUICK_APP,
  /** Web pages and the like: no package, tested manually. */
  WEB,
  /** 公众号: out of scope. */
  PUBLIC_ACCOUNT,
  /** 群聊: out of scope. */
  CHAT_GROUP
}
