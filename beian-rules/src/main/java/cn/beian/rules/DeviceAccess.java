package cn.beian.rules;

import cn.beian.facts.Fact;
import cn.beian.facts.Field;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an app may reach on a device that people care about, with the permissions that open it and
 * the calls that use it, on all platforms. A permission that is in none of them is no matter of the
 * record.
 */
public enum DeviceAccess {
  BACKGROUND_LOCATION(
      new LocalText("后台位置", "location in the background"),
      List.of(
          "ACCESS_BACKGROUND_LOCATION",
          "scope.userLocationBackground",
          "location",
          "startLocationUpdateBackground"),
      List.of("startLocationUpdateBackground")),
  LOCATION(
      new LocalText("位置", "location"),
      List.of(
          "ACCESS_FINE_LOCATION",
          "ACCESS_COARSE_LOCATION",
          "scope.userLocation",
          "scope.userFuzzyLocation",
          "system.geolocation",
          "getLocation",
          "getFuzzyLocation",
          "chooseLocation",
          "choosePoi",
          "startLocationUpdate",
          "onLocationChange"),
      List.of(
          "android.location.LocationManager.",
          "com.amap.api.location.",
          "com.baidu.location.",
          "com.tencent.map.geolocation.",
          "getLocation",
          "getFuzzyLocation",
          "chooseLocation",
          "choosePoi",
          "startLocationUpdate",
          "onLocationChange")),
  CAMERA(
      new LocalText("相机、相册", "camera and photos"),
      List.of(
          "CAMERA",
          "READ_MEDIA_IMAGES",
          "READ_MEDIA_VIDEO",
          "scope.camera",
          "scope.writePhotosAlbum",
          "system.media"),
      List.of(
          "android.hardware.Camera.",
          "android.hardware.camera2.",
          "chooseImage",
          "chooseMedia",
          "chooseVideo",
          "createCameraContext",
          "takePhoto")),
  MICROPHONE(
      new LocalText("录音", "microphone"),
      List.of("RECORD_AUDIO", "scope.record", "system.record"),
      List.of(
          "android.media.MediaRecorder.",
          "android.media.AudioRecord.",
          "getRecorderManager",
          "startRecord")),
  CONTACTS(
      new LocalText("通讯录、账户", "contacts and accounts"),
      List.of(
          "READ_CONTACTS",
          "WRITE_CONTACTS",
          "GET_ACCOUNTS",
          "scope.addPhoneContact",
          "system.contact",
          "chooseContact"),
      List.of(
          "android.provider.ContactsContract",
          "android.accounts.AccountManager.getAccounts",
          "chooseContact",
          "addPhoneContact")),
  MESSAGES(
      new LocalText("短信", "text messages"),
      List.of("READ_SMS", "SEND_SMS", "RECEIVE_SMS", "RECEIVE_MMS", "system.sms"),
      List.of("android.telephony.SmsManager.", "android.provider.Telephony", "sendSms")),
  TELEPHONE(
      new LocalText("电话、通话记录、本机号码", "telephone, call log and number"),
      List.of(
          "READ_PHONE_STATE",
          "READ_PHONE_NUMBERS",
          "READ_CALL_LOG",
          "WRITE_CALL_LOG",
          "CALL_PHONE",
          "PROCESS_OUTGOING_CALLS"),
      List.of(
          "android.telephony.TelephonyManager.getDeviceId",
          "android.telephony.TelephonyManager.getImei",
          "android.telephony.TelephonyManager.getSubscriberId",
          "android.telephony.TelephonyManager.getLine1Number",
          "android.telephony.TelephonyManager.getSimSerialNumber",
          "android.provider.CallLog")),
  CALENDAR(
      new LocalText("日历", "calendar"),
      List.of("READ_CALENDAR", "WRITE_CALENDAR", "scope.addPhoneCalendar", "system.calendar"),
      List.of("addPhoneCalendar", "addPhoneRepeatCalendar")),
  BODY(
      new LocalText("步数、身体状况", "steps and body sensors"),
      List.of("BODY_SENSORS", "ACTIVITY_RECOGNITION", "scope.werun", "service.health"),
      List.of("getWeRunData")),
  FILES(
      new LocalText("存储的文件", "stored files"),
      List.of("READ_EXTERNAL_STORAGE", "WRITE_EXTERNAL_STORAGE", "MANAGE_EXTERNAL_STORAGE"),
      List.of("android.os.Environment.getExternalStorage")),
  OTHER_APPS(
      new LocalText("已安装的应用", "installed apps"),
      List.of("QUERY_ALL_PACKAGES", "PACKAGE_USAGE_STATS", "GET_TASKS"),
      List.of(
          "android.content.pm.PackageManager.getInstalled",
          "android.app.ActivityManager.getRunning",
          "android.app.usage.")),
  CLIPBOARD(
      new LocalText("剪贴板", "clipboard"),
      List.of("system.clipboard"),
      List.of(
          "android.content.ClipboardManager.getPrimaryClip",
          "android.text.ClipboardManager.getText",
          "getClipboardData")),
  NEARBY(
      new LocalText("附近设备", "nearby devices"),
      List.of(
          "BLUETOOTH_SCAN",
          "BLUETOOTH_CONNECT",
          "NEARBY_WIFI_DEVICES",
          "scope.bluetooth",
          "system.bluetooth"),
      List.of("android.bluetooth.", "openBluetoothAdapter")),
  BIOMETRICS(
      new LocalText("人脸、指纹", "faces and fingerprints"),
      List.of("USE_BIOMETRIC", "USE_FINGERPRINT"),
      List.of(
          "android.hardware.biometrics.",
          "android.hardware.fingerprint.",
          "startSoterAuthentication",
          "startFacialRecognitionVerify")),
  CONTROL(
      new LocalText("悬浮窗、无障碍、安装应用", "drawing over, controlling or installing apps"),
      List.of(
          "SYSTEM_ALERT_WINDOW",
          "BIND_ACCESSIBILITY_SERVICE",
          "BIND_DEVICE_ADMIN",
          "REQUEST_INSTALL_PACKAGES"),
      List.of());

  private static final String ANDROID = "android.permission.";

  @SuppressWarnings("ImmutableEnumChecker") // a record of texts
  private final LocalText title;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> permissions;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> calls;

  DeviceAccess(LocalText title, List<String> permissions, List<String> calls) {
    this.title = title;
    this.permissions = permissions;
    this.calls = calls;
  }

  /** What people call it. */
  public LocalText title() {
    return title;
  }

  /** What a permission opens or a call uses; empty for any other fact. */
  public static Optional<DeviceAccess> of(Fact fact) {
    String name = fact.text(Field.NAME);
    return switch (fact.kind()) {
      case PERMISSION ->
          fact.text(Field.TYPE).equals("implied")
              ? Optional.empty()
              : Stream.of(values()).filter(access -> access.isOpenedBy(name)).findFirst();
      case API_CALL -> Stream.of(values()).filter(access -> access.isUsedBy(name)).findFirst();
      default -> Optional.empty();
    };
  }

  private boolean isOpenedBy(String permission) {
    return permissions.contains(
        permission.startsWith(ANDROID) ? permission.substring(ANDROID.length()) : permission);
  }

  private boolean isUsedBy(String call) {
    String last = call.substring(call.lastIndexOf('.') + 1);
    boolean android = call.startsWith("android.") || call.startsWith("com.");
    return calls.stream()
        .anyMatch(
            known ->
                known.indexOf('.') < 0 ? !android && known.equals(last) : call.startsWith(known));
  }
}
