__d(function (global, require, importDefault, importAll, module, exports, dependencyMap) {
  var storage = importDefault(dependencyMap[0]);
  var native = require(dependencyMap[1]);
  var runtime = require(dependencyMap[2]);
  var api = require(dependencyMap[3]);
  async function submit(form) {
    native.Alert.alert('提交成功', '请等待审核');
    var answer = await api.post('/v1/apply/submit', { name: form.name, channel: 'app' });
    storage.setItem('token', answer.token);
    console.log('answer ' + answer.phone);
    return answer;
  }
  function Home(props) {
    setInterval(function () { api.refresh('queue', 1, 2, 3, 4, 5, 6); }, 5000);
    return runtime.jsxs(native.View, {
      style: { flex: 1 },
      children: [
        runtime.jsx(native.Text, { children: '每日签到' }),
        runtime.jsx(native.TextInput, {
          placeholder: '请输入手机号',
          keyboardType: 'phone-pad',
          onChangeText: function (text) { props.change(text); },
        }),
        runtime.jsx(native.Button, {
          title: '立即提交',
          onPress: function () { return submit(props.form); },
        }),
        runtime.jsx(native.TouchableOpacity, {
          onPress: function () { props.navigation.navigate('Detail'); },
          children: runtime.jsx(native.Text, { children: '查看详情' }),
        }),
      ],
    });
  }
  exports.default = Home;
  if (global.kind === '苹果' || typeof global.window === 'undefined') native.Linking.openURL('tel:12345');
}, 5, [1, 2, 3, 6]);
__d(function (global, require, importDefault, importAll, module, exports) {
  exports.default = { setItem: function setItem(key, value) { return key + value; } };
}, 1, []);
__d(function (global, require, importDefault, importAll, module, exports) {
  var host = 'https://api.demo.gov.cn';
  var wide = '它是一个比较长的文字，'.concat('用来看长的字符串。');
  exports.post = function post(path, body) {
    return fetch(host + path, { method: 'POST', headers: { 'X-Channel': 'app' }, body: JSON.stringify(body) });
  };
  exports.refresh = function refresh(what) { return fetch('https://api.demo.gov.cn/refresh?what=' + what); };
  exports.notice = wide;
  exports.texts = ['甲', '乙', { title: '办事指南', size: 2.5, open: true, none: null }];
}, 6, []);
__d(function (global, require, importDefault, importAll, module, exports, dependencyMap) {
  var runtime = require(dependencyMap[0]);
  var native = require(dependencyMap[1]);
  var navigation = require(dependencyMap[2]);
  var home = require(dependencyMap[3]);
  var detail = require(dependencyMap[4]);
  var stack = navigation.createNativeStackNavigator();
  exports.default = function App() {
    return runtime.jsx(navigation.NavigationContainer, {
      children: runtime.jsxs(stack.Navigator, {
        initialRouteName: 'Home',
        children: [
          runtime.jsx(stack.Screen, { name: 'Home', component: home.default, options: { title: '首页' } }),
          runtime.jsx(stack.Screen, { name: 'Detail', component: detail.Detail, options: { title: '办件详情' } }),
        ],
      }),
    });
  };
}, 0, [3, 2, 7, 5, 8]);
__d(function (global, require, importDefault, importAll, module, exports, dependencyMap) {
  var runtime = require(dependencyMap[0]);
  var native = require(dependencyMap[1]);
  exports.Detail = function Detail(props) {
    return runtime.jsx(native.Text, { children: '办件进度' });
  };
}, 8, [3, 2]);
__r(0);
