"""⑥⑦ on the page: its script, its fields, its button."""

from gmis_simulator.defects.defect import Area

password_page = Area("password-page", "⑥⑦の画面")

_SCRIPT, _PAGE = "change-password.js", "med_login/change_password.html"
_NEW = 'id="new-password" name="newPassword" autocomplete="new-password"'

password_page.text(
    _SCRIPT, "button.disabled = unmet.length > 0 || !agree;", "button.disabled = false;",
    "button-always-on", "条件を満たさなくても、ボタンが押せる",
    harm="押してから断られ、何が悪いのかわからない",
    step="⑦", requirement="grey-button", source="画面とサーバーの食い違い",
    seen="条件を満たさないパスワードを入力し、ボタンを見る",
)
password_page.text(
    _SCRIPT, "button.disabled = unmet.length > 0 || !agree;", "button.disabled = unmet.length > 0;",
    "button-on-although-fields-differ", "2つの欄が違っても、ボタンが押せる",
    harm="押してから断られる",
    step="⑦", requirement="fields-match", source="条件の書き忘れ", seen="2つの欄に違うパスワードを入力し、ボタンを見る",
)
password_page.text(
    _SCRIPT, "fresh.value === again.value", "fresh.value.toLowerCase() === again.value.toLowerCase()",
    "fields-agree-but-for-capitals", "2つの欄の大文字と小文字の違いが見逃される",
    harm="押してから断られる",
    step="⑦", requirement="fields-match", source="CWE-178", seen="2つの欄に、大文字だけ違うパスワードを入力する",
)
password_page.text(
    _SCRIPT, "fresh.value === again.value", "fresh.value.trim() === again.value.trim()",
    "fields-agree-but-for-blanks", "2つの欄の前後の空白の違いが見逃される",
    harm="押してから断られる",
    step="⑦", requirement="fields-match", source="CWE-20", seen="2つの欄に、末尾の空白だけ違うパスワードを入力する",
)
password_page.text(
    _SCRIPT, 'form.addEventListener("input", check);', 'form.addEventListener("keyup", check);',
    "pasting-not-noticed", "貼り付けたパスワードに、画面が気づかない",
    harm="条件どおりなのに、ボタンが青くならない",
    step="⑥", requirement="two-fields", source="キー入力だけを見る誤り", seen="パスワードを貼り付け、ボタンを見る",
)
password_page.text(
    _SCRIPT, 'form.addEventListener("change", check);', "", "filling-in-not-noticed",
    "パスワード管理ソフトが入れたパスワードに、画面が気づかない",
    harm="条件どおりなのに、ボタンが青くならない",
    step="⑥", requirement="two-fields", source="inputだけを見る誤り", seen="値を入れてchangeだけを起こし、ボタンを見る",
)
password_page.text(
    _SCRIPT, 'form.addEventListener("input", check);', 'again.addEventListener("input", check);',
    "first-field-forgotten", "後から1つ目の欄を直しても、画面が気づかない",
    harm="2つの欄が違うのに、ボタンが青いまま",
    step="⑥", requirement="fields-match", source="監視する欄の誤り", seen="一致させた後で、1つ目の欄を変える",
)
password_page.text(
    _SCRIPT, '"su").test', '"s").test', "length-counted-in-utf-16", "画面が、絵文字を2文字に数える",
    harm="短いパスワードでボタンが青くなり、押してから断られる",
    step="⑥", requirement="rule-length", source="CWE-135", seen="絵文字を含む6文字のパスワードを入力する",
)
password_page.text(
    _SCRIPT, ".test(fresh.value)", '.test(fresh.value.normalize("NFKC"))',
    "page-counts-full-width", "画面が、全角の文字を半角と同じに数える",
    harm="ボタンが青いのに、押すと断られる",
    step="⑥", requirement="full-width-not-counted", source="CWE-176", seen="全角の数字を含むパスワードを入力する",
)
password_page.text(
    _SCRIPT, "window.addEventListener",
    'form.addEventListener("keydown", (event) => event.key === "Enter" && form.submit());\nwindow.addEventListener',
    "enter-sends-while-grey", "ボタンが灰色でも、Enterキーで送信される",
    harm="入力の途中で送られ、断られる",
    step="⑦", requirement="grey-button", source="別の操作の見落とし", seen="条件を満たさないまま、Enterキーを押す",
)
password_page.text(
    _SCRIPT, "window.addEventListener",
    'again.addEventListener("paste", (event) => event.preventDefault());\nwindow.addEventListener',
    "pasting-forbidden", "確認の欄に貼り付けられない",
    harm="パスワード管理ソフトの長いパスワードを、手で打つしかない",
    step="⑥", requirement="two-fields", source="ASVS 6.2 (貼り付けを許す)", seen="確認の欄に貼り付ける",
)
password_page.text(
    _SCRIPT, 'item.querySelector(".state").textContent = met ? "達成" : "未達成";', "",
    "rule-told-by-colour-alone", "条件を満たしたかどうかが、色と印でしかわからない",
    harm="色の見えにくい人や、読み上げを使う人にわからない",
    step="⑥", requirement="rules-readable", source="WCAG 1.4.1", seen="条件を満たし、条件の文字を読む",
)
password_page.text(
    "style.css", "button:disabled { background: var(--grey)", "button:disabled { background: var(--blue)",
    "grey-button-looks-blue", "押せないボタンが青い",
    harm="青いのに押せず、故障だと思う",
    step="⑦", requirement="grey-button", source="見た目の誤り", seen="条件を満たさないときの、ボタンの色を見る",
)
password_page.text(
    "style.css", "background: var(--blue); color: #fff; cursor: pointer",
    "background: var(--grey); color: #3f4a55; cursor: pointer",
    "blue-button-looks-grey", "押せるボタンが灰色",
    harm="押せるのに、押せないと思って待つ",
    step="⑦", requirement="blue-button", source="見た目の誤り", seen="条件を満たしたときの、ボタンの色を見る",
)
password_page.text(
    _PAGE, '<input type="password" id="new-password"', '<input type="text" id="new-password"',
    "password-shown", "入力したパスワードが画面に見える",
    harm="後ろの人に読まれる",
    step="⑥", requirement="password-hidden", source="CWE-549", seen="⑥の欄の種類を見る",
)
password_page.text(
    _PAGE, _NEW, 'id="new-password" name="newPassword" autocomplete="current-password"',
    "old-password-filled-in", "パスワード管理ソフトが、古いパスワードを入れてしまう",
    harm="過去のパスワードだと断られ、理由がわからない",
    step="⑥", requirement="password-managers", source="WCAG 1.3.5", seen="⑥の欄のautocompleteを見る",
)
password_page.text(
    _PAGE, _NEW, f'{_NEW} maxlength="16"', "long-password-cut-in-silence", "17文字目から先が、黙って捨てられる",
    harm="入力したはずのパスワードで入れない",
    step="⑥", requirement="change-password", source="ASVS 6.2 (切り捨てない)",
    seen="20文字のパスワードを入力し、保存して、入る",
)
password_page.text(
    _PAGE, '<ul class="rules" id="agreement">',
    '<ul class="rules" id="agreement" hidden>',
    "agreement-not-shown", "2つの欄が一致しているかどうかが表示されない",
    harm="なぜボタンが灰色なのかわからない",
    step="⑥", requirement="fields-match", source="WCAG 3.3.1", seen="⑥の画面で、一致の表示を見る",
)
password_page.text(
    _PAGE, 'autocomplete="new-password" aria-describedby="rules"', 'autocomplete="new-password"',
    "rules-not-tied-to-the-field", "条件が、欄の説明として読み上げられない",
    harm="読み上げを使う人に、条件がわからない",
    step="⑥", requirement="rules-readable", source="WCAG 1.3.1", seen="欄の説明を読む",
)
password_page.text(
    _PAGE, '<div class="alert" role="alert">', '<div class="alert">', "refusal-not-announced",
    "断られた理由が、読み上げられない",
    harm="読み上げを使う人は、断られたことに気づかない",
    step="⑦", requirement="password-history", source="WCAG 4.1.3", seen="断られた後の、警告の役割を見る",
)
password_page.text(
    _PAGE, "<p>{{ username }} の新しいパスワードを入力してください。</p>",
    "<p>新しいパスワードを入力してください。</p>",
    "whose-password-not-said", "だれのパスワードを変えるのかが表示されない",
    harm="共用のメールアドレスで、別の医療機関のパスワードを変えてしまう",
    step="⑥", requirement="link-of-another", source="文書にある表示の欠落", seen="⑥の画面で、ユーザ名を探す",
)
