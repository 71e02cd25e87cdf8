Page({
  openPolicy() {
    wx.openPrivacyContract();
  },
});
