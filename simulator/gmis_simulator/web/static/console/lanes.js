// In which lane an event stands, and what it says in one sentence.
import { en } from "./words.js";

export const LANES = [
  ["user", "利用者", "User"], ["med", "Med-Login", "Med-Login"], ["mail", "メール", "Mail"],
  ["far", "受信側", "Recipient"], ["gmis", "G-MIS", "G-MIS"], ["room", "操作と故障", "Controls and faults"],
].map(([key, ja, english]) => ({ key, name: en ? english : ja }));

const SITE = { med_login: "med", gmis: "gmis", webmail: "far" };
const say = (ja, english) => (en ? english : ja);
const FOLDER = { inbox: say("受信トレイ", "the inbox"), junk: say("迷惑メール", "junk"), quarantine: say("隔離", "quarantine") };
const VERDICT = {
  inbox: say("受信トレイへ", "to the inbox"), junk: say("迷惑メールへ", "to junk"), reject: say("受け取り拒否", "rejected"),
  discard: say("黙って破棄", "discarded silently"), delay: say("配信を保留", "held back"), quarantine: say("隔離", "quarantined"),
};
const OUTCOME = {
  mailed: say("メールを送ります", "mail is sent"), locked: say("ロック中、URLなしのメールを送ります", "locked: mail without a link"),
  unknown: say("登録のないユーザ名", "unknown name"), disabled: say("無効なアカウント", "disabled account"),
  "no-address": say("メールアドレス未登録", "no address"), limit: say("1日の上限", "daily limit"),
};

const PAGES = [
  ["/s/login/ForgotPassword", say("② ユーザ名の入力画面", "② forgot password")], ["/s/login/CheckPasswordResetEmail", say("③ 送信後の画面", "③ mail sent")],
  ["/_nc_external/identity/ui/login/ForgotPasswordInterstitial", say("④ 「リセットしますか？」の画面", "④ interstitial")],
  ["/_ui/system/security/ChangePassword", say("⑥ パスワード変更画面", "⑥ change password")], ["/s/login/", say("① ログイン画面", "① login")],
  ["/s/logout", say("ログアウト", "log out")], ["/s/", say("Med-Loginのトップ", "launcher")], ["/gmis/kakaritsukei/teiki/", say("「定期報告」の画面", "regular report")],
  ["/gmis/kakaritsukei/", say("「かかりつけ医機能報告制度」の画面", "primary care")], ["/gmis/", say("G-MISのホーム", "G-MIS home")], ["/webmail/", say("受信箱", "webmail")],
];
const WHY = en ? {} : {
  password: "パスワード違い", unknown: "登録なし", locked: "ロック中", disabled: "無効", idle: "放置", logout: "ログアウト", "password-changed": "パスワード変更",
  "link-spent": "使用済みURL", lost: "故障", "reset-link": "再設定用URL", alive: "有効", spent: "使用済み", expired: "期限切れ", revoked: "失効", policy: "条件を満たさない",
  mismatch: "2つの欄が違う", history: "過去のパスワード", "too-soon": "24時間以内",
  night: "夜間の停止時間", phone: "スマートフォン・タブレット", right: "権限なし",
};
const why = (code) => [].concat(code).filter((each, at, all) => all.indexOf(each) === at).map((each) => WHY[each] ?? each).join(en ? ", " : "、");

function page({ method, path, status }) {
  const name = PAGES.find(([begin]) => (begin === "/webmail/" ? path.startsWith(begin) : path === begin))?.[1] ?? path;
  const done = method === "GET" ? say("を表示", "shown") : method === "POST" ? say("で送信", "posted") : ` ${method}`;
  return say(`${name}${done}（${status}）`, `${name} ${done} (${status})`);
}

// kind → [lane, sentence]
const KINDS = {
  "page.answered": [(d) => (d.method === "GET" ? "user" : SITE[d.site]), page],
  "reset.requested": ["user", (d) => say(`${d.username} の再設定を申し込み（${OUTCOME[d.outcome]}）`, `Reset asked for ${d.username} (${OUTCOME[d.outcome]})`)],
  "link.issued": ["med", (d) => say(`再設定用URL ${d.link} を発行`, `Reset link ${d.link} issued`)],
  "link.opened": ["user", (d) => say(`再設定用URL ${d.link ?? "?"} を開いた（${why(d.state)}）`, `Reset link ${d.link ?? "?"} opened (${why(d.state)})`)],
  "link.confirmed": ["user", (d) => say(`再設定用URL ${d.link} のボタンを押した`, `Reset link ${d.link} confirmed`)],
  "link.refused": ["med", (d) => say(`再設定用URLを受け付けない（${why(d.state)}）`, `Reset link refused (${why(d.state)})`)],
  "session.started": ["med", (d) => say(`${d.username} がログイン（${why(d.by)}）`, `${d.username} is logged in (${why(d.by)})`)],
  "session.ended": ["med", (d) => say(`${d.username} のセッションが終了（${why(d.reason)}）`, `Session of ${d.username} ended (${why(d.reason)})`)],
  "login.refused": ["med", (d) => say(`${d.username} のログインを拒否（${why(d.reason)}）`, `Login of ${d.username} refused (${why(d.reason)})`)],
  "account.locked": ["med", (d) => say(`${d.username} をロック`, `${d.username} locked`)],
  "password.refused": ["med", (d) => say(`新しいパスワードを拒否（${why(d.reasons)}）`, `New password refused (${why(d.reasons)})`)],
  "password.changed": ["med", (d) => say(`${d.username} のパスワードを変更`, `Password of ${d.username} changed`)],
  "mail.queued": ["mail", (d) => say(`メール ${d.mail} を ${d.to} 宛てに作成`, `Mail ${d.mail} queued to ${d.to}`)],
  "mail.deferred": ["mail", (d) => say(`メール ${d.mail} は再送待ち（${d.code} ${d.reply}）`, `Mail ${d.mail} deferred (${d.code} ${d.reply})`)],
  "mail.bounced": ["mail", (d) => say(`メール ${d.mail} は届かず送信元へ（${d.code} ${d.reply}）`, `Mail ${d.mail} bounced (${d.code} ${d.reply})`)],
  "mail.forwarded": ["far", (d) => say(`${d.forwarded_to} へ転送`, `Forwarded to ${d.forwarded_to}`)],
  "mail.verdict": ["far", (d) => say(`判定: ${VERDICT[d.verdict]}（規則: ${rule(d)}）`, `Verdict: ${VERDICT[d.verdict]} (rule: ${d.rule})`)],
  "mail.delivered": ["far", (d) => say(`「${d.subject}」を${FOLDER[d.folder]}に配信`, `“${d.subject}” delivered to ${FOLDER[d.folder]}`)],
  "mail.moved": ["far", (d) => say(`メールを${FOLDER[d.folder]}へ移動`, `Mail moved to ${FOLDER[d.folder]}`)],
  "mail.deleted": ["far", () => say("メールを削除", "Mail deleted")],
  "mail.unanswered": ["far", (d) => say(`${d.to} 宛て、返信なし`, `To ${d.to}: nobody answers`)],
  "scanner.opened": ["far", () => say("検査装置がリンクを開いた", "A scanner opened the link")],
  "scanner.clicked": ["far", () => say("検査装置がボタンを押した", "A scanner clicked the button")],
  "office.answered": ["mail", (d) => say(`事務局が ${d.sender} に返信（${d.outcome}）`, `The office answered ${d.sender} (${d.outcome})`)],
  "address.changed": ["med", (d) => say(`登録メールアドレスを ${d.address} に変更`, `Registered address changed to ${d.address}`)],
  "report.opened": ["gmis", (d) => say(`${d.username} が「定期報告」を開いた`, `${d.username} opened the regular report`)],
  "report.refused": ["gmis", (d) => say(`${d.username} の「定期報告」を拒否（${why(d.reason)}）`, `Regular report of ${d.username} refused (${why(d.reason)})`)],
  mistake: ["room", (d) => say(`シミュレーターの内部で誤りが起きました: ${d.doing}（${d.error}）`, `A mistake of the simulator: ${d.doing} (${d.error})`)],
  "clock.moved": ["room", (d) => say(`時計を ${d.now} へ`, `Clock moved to ${d.now}`)],
  "fault.added": ["room", (d) => say(`故障「${d.fault}」を設定 ${d.where}`, `Fault ${d.fault} added ${d.where}`)],
  "fault.hit": ["room", (d) => say(`故障「${d.fault}」が ${d.where} で発生`, `Fault ${d.fault} hit ${d.where}`)],
  "fault.ended": ["room", (d) => say(`故障「${d.fault}」が終了`, `Fault ${d.fault} ended`)],
  "world.created": ["room", () => say("世界を作成", "World made")],
  "world.deleted": ["room", () => say("世界を削除", "World deleted")],
};

function rule(data) {
  return data.trace.find((each) => each.rule === data.rule)?.name ?? data.rule;
}

export function placed({ kind, data }) {
  const [lane, sentence] = KINDS[kind] ?? ["room", () => `${kind} ${JSON.stringify(data)}`];
  return { lane: typeof lane === "function" ? lane(data) : lane, sentence: sentence(data), verdict: (verdict) => VERDICT[verdict] ?? "–" };
}
