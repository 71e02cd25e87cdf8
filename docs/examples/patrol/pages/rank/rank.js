Page({
  data: { people: [] },
  onLoad() {
    wx.request({
      url: 'https://river.yunzhou.example/api/rank',
      success: (answer) => this.setData({ people: answer.data.sort((a, b) => b.score - a.score) }),
    });
  },
});
