package cn.beian.inspect.android.code;

/** What a call has to do with output, by the method that is called. */
enum OutputPart {
  NONE,
  BUILDER,
  PIECE,
  LOG,
  PRINT,
  INPUT,
  TEMPORARY,
  EXTERNAL,
  MODE,
  READABLE;

  static OutputPart of(String owner, String name) {
    return switch (name) {
      case "<init>" -> owner.equals("java.lang.StringBuilder") ? BUILDER : NONE;
      case "append" -> owner.equals("java.lang.StringBuilder") ? PIECE : NONE;
      case "v", "d", "i", "w", "e", "wtf" -> owner.equals("android.util.Log") ? LOG : NONE;
      case "print", "println" -> owner.equals("java.io.PrintStream") ? PRINT : NONE;
      case "getText" -> owner.endsWith("EditText") || owner.endsWith("TextView") ? INPUT : NONE;
      case "createTempFile" -> TEMPORARY;
      case "getExternalCacheDir", "getExternalCacheDirs", "getExternalFilesDir" -> EXTERNAL;
      case "openFileOutput", "getSharedPreferences", "openOrCreateDatabase" -> MODE;
      case "setReadable", "setWritable" -> owner.equals("java.io.File") ? READABLE : NONE;
      default -> NONE;
    };
  }
}
