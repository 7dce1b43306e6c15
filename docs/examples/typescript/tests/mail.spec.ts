import { MAIL_SUBJECT, askForReset, heading, linkInMail, openJunk, openMail, openWebmail } from "../support/steps";
import { expect, test } from "../support/test";

const SENDER = { Name: "厚生労働省G-MIS事務局", Address: "helpdesk@gmis.mhlw.go.jp" };

test("the mail has the office's sender and subject", async ({ page, world, mailbox }) => {
  await askForReset(page, world, world.institution.username);
  const mail = await mailbox.onlyMail();
  expect(mail).toMatchObject({ sender: SENDER.Address, subject: MAIL_SUBJECT });
  expect((await mailbox.read(mail)).From).toMatchObject(SENDER);
});

test("a mail that was taken for junk is found in that folder, and its link works", async ({ page, world, mailbox }) => {
  await world.putMailbox(mailbox.address, "junk-unknown");
  await askForReset(page, world, world.institution.username);

  await openWebmail(page, world);
  await expect(page.getByText("メールはありません。")).toBeVisible();
  await openJunk(page);
  await openMail(page);
  await linkInMail(page).click();
  await expect(heading(page, "パスワードをリセットしますか？")).toBeVisible();
});

test("who waits for a mail that went to junk is told the rule", async ({ page, world, mailbox }) => {
  await world.putMailbox(mailbox.address, "junk-unknown");
  await askForReset(page, world, world.institution.username);
  await expect(mailbox.onlyMail()).rejects.toThrow("junk by unknown-sender");
});

test("once its sender is a safe one, the next mail is no junk", async ({ page, world, mailbox }) => {
  await world.putMailbox(mailbox.address, "junk-unknown");
  await askForReset(page, world, world.institution.username);
  await mailbox.onlyMail("junk");

  await openWebmail(page, world);
  await openJunk(page);
  await openMail(page);
  await page.getByRole("button", { name: "安全な差出人に追加" }).click();
  await expect(page.getByRole("list", { name: "安全な差出人" })).toContainText(SENDER.Address);

  await askForReset(page, world, world.institution.username);
  await mailbox.onlyMail("inbox");
});
