package cn.beian.filing.form;

/** The origin of an answer. */
public enum Origin {
  /** Read from the package. */
  PACKAGE,
  /** Known about the organisation or the logged-in user. */
  ORGANIZATION,
  /** An earlier filing, a project approval, or the registry of filed apps. */
  EARLIER,
  /** Entered by the sponsor. */
  SPONSOR,
  /** Contained in an attachment. */
  ATTACHMENT
}
