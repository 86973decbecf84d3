import { useRef, useState, type ReactNode } from 'react';
import type { AlertsView } from '../../../engine/api/alerts.ts';
import { WebhookForm as Form } from '../../../engine/model/alert-settings.ts';
import { isSameSite } from '../../../engine/plan/alerts/secrets-to-enter.ts';
import { Field } from '../../parts/Field.tsx';
import { takePassword } from '../../parts/PasswordField.tsx';
import { Segmented } from '../../parts/Segmented.tsx';
import { useEdited } from '../../state/use-edited.ts';
import { EditForm, type EditingPart } from './EditForm.tsx';
import { isSecretWanted, SecretInput } from './SecretInput.tsx';
import { useSaveAlerts } from './use-alerts.ts';
import { readWebhook, webhookDraftOf, type WebhookDraft } from './webhook-draft.ts';
import { FORM_NAMES, HEADER_FAULT, URL_FAULTS, WORDS } from './words.ts';

export interface WebhookFormProps extends EditingPart {
  readonly view: AlertsView;
}

export function WebhookForm({ view: { settings, secrets }, ...part }: WebhookFormProps): ReactNode {
  const { draft, isChanged, isOutdated, edit } = useEdited(webhookDraftOf(settings.webhook), isSame);
  const [isMarked, setMarked] = useState(false);
  const [isTyped, setTyped] = useState(false);
  const secret = useRef<HTMLInputElement>(null);
  const saving = useSaveAlerts(part.onSaved);
  const { webhook, faults } = readWebhook(draft);
  const change = (to: Partial<WebhookDraft>): void => edit((before) => ({ ...before, ...to }));
  const hasHeader = draft.header.trim() !== '';
  const isAnother = !isSameSite(settings.webhook, { url: draft.url.trim() });
  const isMissing = hasHeader && isSecretWanted(secrets.webhookSecret, isAnother) && !isTyped;
  const save = (): void => {
    if (webhook === undefined || isMissing) return setMarked(true);
    setTyped(false);
    saving.save(
      (now) => ({ ...now, webhook }),
      () => {
        const webhookSecret = takePassword(secret);
        return webhookSecret === '' ? {} : { webhookSecret };
      },
    );
  };
  return (
    <EditForm
      {...part}
      {...saving}
      label={WORDS.webhook}
      isChanged={isChanged || isTyped}
      isMarked={isMarked && (webhook === undefined || isMissing)}
      isOutdated={isOutdated}
      onSave={save}
    >
      <div className="field">
        <span className="label">{WORDS.form}</span>
        <span>
          <Segmented
            label={WORDS.form}
            choices={Form.options.map((id) => ({ id, label: FORM_NAMES[id] }))}
            chosen={draft.form}
            onChoose={(form) => change({ form })}
          />
        </span>
      </div>
      <Field
        label={WORDS.url}
        hint={WORDS.urlHint}
        value={draft.url}
        error={isMarked && faults.url !== undefined ? URL_FAULTS[faults.url] : undefined}
        autoFocus
        onChange={(url) => change({ url })}
      />
      <Field
        label={WORDS.header}
        hint={WORDS.headerHint}
        value={draft.header}
        error={isMarked && faults.header !== undefined ? HEADER_FAULT : undefined}
        onChange={(header) => change({ header })}
      />
      {hasHeader && (
        <SecretInput
          label={WORDS.secret}
          hint={WORDS.secretHint}
          input={secret}
          kept={secrets.webhookSecret}
          isAnother={isAnother}
          error={isMarked && isMissing ? WORDS.secretMissing : undefined}
          onTyped={() => setTyped(secret.current?.value !== '')}
        />
      )}
    </EditForm>
  );
}

function isSame(a: WebhookDraft, b: WebhookDraft): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
