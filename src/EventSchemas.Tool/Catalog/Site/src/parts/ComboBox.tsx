import { useEffect, useRef, useState } from 'preact/hooks';
import { counted } from '../data/words';
import { Name } from './basics';
import { Icon } from './icons';

export interface Option {
  value: string;
  label: string;
  /** Further words by which it is found. */
  words?: string;
}

export interface OptionGroup {
  label: string;
  options: Option[];
}

interface Props {
  id: string;
  label: string;
  groups: OptionGroup[];
  chosen: Option;
  onChoose: (value: string) => void;
}

const mostShown = 50;
const pageOfOptions = 10;

/**
 * A list that is narrowed by typing. Keys move through it without choosing; Enter or a click chooses. It is the editable combobox with a
 * list of WAI-ARIA, where the focus stays in the text.
 */
export function ComboBox({ id, label, groups, chosen, onChoose }: Props) {
  const [typed, setTyped] = useState<string>();
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState<string>();
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);

  const found = groups.map(group => ({ ...group, found: group.options.filter(option => isFound(option, typed ?? '')) }));
  const shown = found.flatMap(group => group.found.slice(0, mostShown));
  const count = found.reduce((sum, group) => sum + group.found.length, 0);
  const position = shown.findIndex(option => option.value === active);
  const optionId = (value: string) => `${id}-option-${shown.findIndex(option => option.value === value)}`;

  useEffect(() => {
    if (isOpen) {
      list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
    }
  }, [isOpen, active]);

  const open = (to: number) => {
    setOpen(true);
    setActive(shown[Math.max(0, Math.min(to, shown.length - 1))]?.value);
  };
  const close = () => {
    setOpen(false);
    setActive(undefined);
    setTyped(undefined);
  };
  const choose = (value: string) => {
    close();
    onChoose(value);
  };
  const toggle = () => {
    input.current?.focus();
    if (isOpen) {
      close();
    } else {
      open(shown.findIndex(option => option.value === chosen.value));
    }
  };

  /** What a key does; nothing where it belongs to the text. */
  const actionOf = (event: KeyboardEvent): (() => void) | undefined => {
    const isInList = isOpen && position >= 0;
    switch (event.key) {
      case 'ArrowDown':
        return () => open(isInList ? (position + 1) % shown.length : isOpen ? 0 : shown.findIndex(option => option.value === chosen.value));
      case 'ArrowUp':
        return event.altKey ? close : () => open(isInList ? (position - 1 + shown.length) % shown.length : shown.length - 1);
      case 'PageDown':
        return isInList ? () => open(position + pageOfOptions) : undefined;
      case 'PageUp':
        return isInList ? () => open(position - pageOfOptions) : undefined;
      case 'Home':
        return isInList ? () => open(0) : undefined;
      case 'End':
        return isInList ? () => open(shown.length - 1) : undefined;
      case 'Enter':
        return active !== undefined && isInList ? () => choose(active) : undefined;
      case 'Escape':
        return isOpen || typed !== undefined ? close : undefined;
      default:
        return undefined;
    }
  };

  return (
    <div class="combo">
      <label for={id}>{label}</label>
      <div class="combo-box" onMouseDown={event => {
        // The focus stays in the text.
        if (event.target !== input.current) {
          event.preventDefault();
        }
      }}>
        <input
          ref={input}
          id={id}
          type="text"
          role="combobox"
          aria-autocomplete="list"
          aria-expanded={isOpen}
          aria-controls={`${id}-list`}
          aria-activedescendant={isOpen && position >= 0 ? `${id}-option-${position}` : undefined}
          autocomplete="off"
          spellcheck={false}
          value={typed ?? chosen.label}
          onClick={() => {
            if (!isOpen) {
              input.current?.select();
              open(shown.findIndex(option => option.value === chosen.value));
            }
          }}
          onInput={event => {
            setTyped(event.currentTarget.value);
            setOpen(true);
            setActive(undefined);
          }}
          onFocus={event => event.currentTarget.select()}
          onBlur={close}
          onKeyDown={event => {
            const action = actionOf(event);
            if (action) {
              event.preventDefault();
              action();
            }
          }}
        />
        <button type="button" class="combo-open" tabIndex={-1} aria-label={`${label}: all choices`} aria-expanded={isOpen} onClick={toggle}>
          <Icon name="down" />
        </button>
        <div id={`${id}-list`} class="combo-list" role="listbox" aria-label={label} hidden={!isOpen} ref={list}>
          {isOpen && found.filter(group => group.found.length > 0).map(group => (
            <div key={group.label} role="group" aria-label={group.label}>
              <div class="combo-group" role="presentation">{group.label}</div>
              {group.found.slice(0, mostShown).map(option => (
                <div
                  key={option.value}
                  id={optionId(option.value)}
                  role="option"
                  class={option.value === chosen.value ? 'combo-option combo-chosen' : 'combo-option'}
                  aria-selected={option.value === active}
                  onClick={() => choose(option.value)}
                >
                  <Name>{option.label}</Name>
                </div>
              ))}
              {group.found.length > mostShown && (
                <div class="combo-more" role="presentation">
                  {(group.found.length - mostShown).toLocaleString('en')} more: type to find them
                </div>
              )}
            </div>
          ))}
          {isOpen && count === 0 && <div class="combo-more" role="presentation">Nothing is called so</div>}
        </div>
      </div>
      <span class="visually-hidden" role="status">{isOpen && typed !== undefined ? counted(count, 'choice') : ''}</span>
    </div>
  );
}

function isFound(option: Option, typed: string): boolean {
  const text = `${option.label} ${option.words ?? ''}`.toLowerCase();
  return typed.toLowerCase().split(/\s+/).every(word => text.includes(word));
}
