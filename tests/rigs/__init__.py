"""What tests build their scenes with: mail systems, inboxes, apps, people; nothing here is a test."""
