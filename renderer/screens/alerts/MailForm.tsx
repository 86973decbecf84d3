import { useRef, useState, type ReactNode } from 'react';
import type { AlertsView } from '../../../engine/api/alerts.ts';
import { isSameAccount } from '../../../engine/plan/alerts/secrets-to-enter.ts';
import { Choice } from '../../parts/Choice.tsx';
import { Field } from '../../parts/Field.tsx';
import { takePassword } from '../../parts/PasswordField.tsx';
import { useEdited } from '../../state/use-edited.ts';
import { EditForm, type EditingPart } from './EditForm.tsx';
import { mailDraftOf, readMail, withTls, type MailDraft, type MailField } from './mail-draft.ts';
import { isSecretWanted, SecretInput } from './SecretInput.tsx';
import { useSaveAlerts } from './use-alerts.ts';
import { MAIL_FAULTS, TLS_NAMES, WORDS } from './words.ts';

export interface MailFormProps extends EditingPart {
  readonly view: AlertsView;
}

export function MailForm({ view: { settings, secrets }, ...part }: MailFormProps): ReactNode {
  const { draft, isChanged, isOutdated, edit } = useEdited(mailDraftOf(settings.mail), isSame);
  const [isMarked, setMarked] = useState(false);
  const [isTyped, setTyped] = useState(false);
  const password = useRef<HTMLInputElement>(null);
  const saving = useSaveAlerts(part.onSaved);
  const { mail, faults } = readMail(draft);
  const change = (to: Partial<MailDraft>): void => edit((before) => ({ ...before, ...to }));
  const hasUser = draft.user.trim() !== '';
  const isAnother = !isSameAccount(settings.mail, { host: draft.host.trim(), user: draft.user.trim() });
  const isMissing = hasUser && isSecretWanted(secrets.mailPassword, isAnother) && !isTyped;
  const save = (): void => {
    if (mail === undefined || isMissing) return setMarked(true);
    setTyped(false);
    saving.save(
      (now) => ({ ...now, mail }),
      () => {
        const mailPassword = takePassword(password);
        return mailPassword === '' ? {} : { mailPassword };
      },
    );
  };
  const field = (name: MailField, label: string, hint?: string): ReactNode => (
    <Field
      label={label}
      {...(hint !== undefined && { hint })}
      value={draft[name]}
      error={isMarked && faults.has(name) ? MAIL_FAULTS[name] : undefined}
      autoFocus={name === 'host'}
      onChange={(text) => change({ [name]: text })}
    />
  );
  return (
    <EditForm
      {...part}
      {...saving}
      label={WORDS.mail}
      isChanged={isChanged || isTyped}
      isMarked={isMarked && (mail === undefined || isMissing)}
      isOutdated={isOutdated}
      onSave={save}
    >
      <div className="side-by-side">
        {field('host', WORDS.server, WORDS.serverHint)}
        {field('port', WORDS.port)}
      </div>
      <div className="field">
        <Choice
          label={WORDS.encryption}
          value={draft.tls}
          options={TLS_NAMES}
          onChange={(tls) => edit((before) => withTls(before, tls))}
        />
      </div>
      {field('user', WORDS.user, WORDS.userHint)}
      {hasUser && (
        <SecretInput
          label={WORDS.password}
          hint={WORDS.passwordHint}
          input={password}
          kept={secrets.mailPassword}
          isAnother={isAnother}
          error={isMarked && isMissing ? WORDS.passwordMissing : undefined}
          onTyped={() => setTyped(password.current?.value !== '')}
        />
      )}
      {field('from', WORDS.from, WORDS.fromHint)}
      {field('to', WORDS.to, WORDS.toHint)}
    </EditForm>
  );
}

function isSame(a: MailDraft, b: MailDraft): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
