import { changeButton, condition, openChangePassword, typeNewPassword } from "../support/steps";
import { expect, test } from "../support/test";

const BREAKING = {
  "8文字以上": "Abcdef1",
  "1個以上の大文字": "abcdefg1",
  "1個以上の小文字": "ABCDEFG1",
  "1個以上の数字": "Abcdefgh",
};
const BLUE = /^rgb\(\d{1,2}, \d{1,3}, [12]\d\d\)$/; // little red in it, and much blue, whatever the shade

test("while one of the four rules is broken the button is grey, and blue when all are kept", async ({
  page,
  world,
  mailbox,
}) => {
  await openChangePassword(page, world, mailbox);
  for (const [broken, password] of Object.entries(BREAKING)) {
    await typeNewPassword(page, password);
    for (const rule of Object.keys(BREAKING)) {
      const state = rule === broken ? "未達成" : "達成";
      await expect(condition(page, rule)).toHaveText(`${rule} ${state}`);
    }
    await expect(changeButton(page)).toBeDisabled();
    await expect(changeButton(page)).not.toHaveCSS("background-color", BLUE);
  }

  await typeNewPassword(page, "Abcdefg1");
  await expect(changeButton(page)).toBeEnabled();
  await expect(changeButton(page)).toHaveCSS("background-color", BLUE);
});

test("while the two fields differ the button is grey", async ({ page, world, mailbox }) => {
  await openChangePassword(page, world, mailbox);
  await typeNewPassword(page, "Clinic2026", "Clinic2027");
  await expect(condition(page, "2つの欄が一致")).toHaveText("2つの欄が一致 未達成");
  await expect(changeButton(page)).toBeDisabled();

  await page.getByLabel("新しいパスワードの確認").fill("Clinic2026");
  await expect(condition(page, "2つの欄が一致")).toHaveText("2つの欄が一致 達成");
  await expect(changeButton(page)).toBeEnabled();
});
