"""The control room."""

from gmis_simulator.defects.defect import Area

console = Area("console", "コントロールルーム")

_KNOWN = "画面の更新で知られる誤り"

console.text(
    "console/main.js", 'now.toLocaleString("sv-SE", { timeZone: "Asia/Tokyo" })', 'now.toLocaleString("sv-SE")',
    "console-time-of-the-browser", "世界の時刻が、見る人の国の時刻になる",
    harm="外国から見る人や、設定の違うパソコンで、期限を読み誤る",
    step="", requirement="console", source="時間帯の取り違え", seen="別の時間帯のブラウザーで、世界の時刻を見る",
)
console.text(
    "console/main.js", 'world.clock === "running" ? performance.now() - since : 0', "performance.now() - since",
    "console-clock-runs-although-it-stands", "止めた時計が、画面では進む",
    harm="期限を読み誤る",
    step="", requirement="console", source=_KNOWN, seen="止めた世界を、しばらく見る",
)
console.text(
    "console/timeline.js", "`${at.slice(5, 10).replace(\"-\", \"/\")} ${at.slice(11, 19)}`",
    "new Date(at).toISOString().slice(5, 19)",
    "timeline-nine-hours-off", "出来事の時刻が、9時間ずれる",
    harm="いつ届いたのかを読み誤る",
    step="", requirement="console", source="日本時間とUTCの取り違え", seen="出来事の時刻を見る",
)
console.text(
    "console/main.js", "/^(clock|fault|defects|settings|institution|mailbox|address)\\./",
    "/^(clock|fault|defects|settings|mailbox)\\./",
    "console-shows-the-former-institution", "ほかで変えた医療機関が、画面では元のまま",
    harm="古い内容を見て、窓口が答える",
    step="", requirement="console", source=_KNOWN, seen="別のところで医療機関を変え、画面を見る",
)
console.text(
    "console/switches.js", 'Number(at("times").value);', 'Number(at("times").value) - 1 || 1;',
    "console-fault-once-less", "故障の回数が、入力より1回少ない",
    harm="試したはずの状況を、試していない",
    step="", requirement="console", source="CWE-193", seen="5回の故障を起こし、残りを見る",
)
console.text(
    "console/timeline.js", "on.has(event.lane) &&", "", "lanes-not-filtered", "レーンを外しても、出来事が隠れない",
    harm="見たい出来事が埋もれる",
    step="", requirement="console", source=_KNOWN, seen="レーンを外し、出来事を見る",
)
