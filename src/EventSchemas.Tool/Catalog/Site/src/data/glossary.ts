/** A word of the catalogue, explained for somebody who hasn't worked on the events. */
export interface WordEntry {
  id: string;
  word: string;
  text: string[];
  /** Other words that it leads to. */
  see?: string[];
}

export interface WordGroup {
  title: string;
  words: WordEntry[];
}

export const glossary: WordGroup[] = [
  {
    title: 'Events',
    words: [
      {
        id: 'event', word: 'Event',
        text: [
          'A message that says what has happened, such as “an invoice was issued”. One service sends it, and any number of services '
          + 'read it.',
          'Its event type is its name for machines, such as org.acme.billing.invoice.issued.v1. A change that would break services '
          + 'starts the next event type, with v2 at its end.',
        ],
        see: ['version', 'owner'],
      },
      {
        id: 'owner', word: 'Owner',
        text: ['The team that decides what an event means and how it may change. Ask it before you rely on the event in a new way.'],
        see: ['mirror'],
      },
      {
        id: 'mirror', word: 'Mirror',
        text: [
          'A copy of the description of an event that another team owns. With it services here can read the event.',
          'Only the owner decides what changes in the event. The copy has to read what the owner sends, and nothing else depends on '
          + 'it.',
        ],
        see: ['owner'],
      },
      {
        id: 'declared', word: 'Declared, undeclared',
        text: [
          'An event is declared where the code of a build describes it: its fields, owner and topic. Undeclared means that a service '
          + 'sends or reads it, and no build in this catalogue describes it. Then its fields and versions aren’t known.',
        ],
        see: ['build'],
      },
      {
        id: 'retired', word: 'Retired',
        text: ['The event has ended, for the reason that its page gives. Its history stays, since old messages may still be there.'],
      },
      {
        id: 'orphan', word: 'Orphan',
        text: [
          'An event of which one side is missing. Never consumed: somebody sends it, and nobody here reads it. Never published: '
          + 'somebody reads it, and nobody here sends it. Either the other side isn’t in this catalogue, or the event isn’t needed.',
        ],
      },
      {
        id: 'personal-data', word: 'Personal data',
        text: ['The code marks fields that say something about a person. Who reads such an event has to protect what it reads.'],
      },
      {
        id: 'conflict', word: 'Conflict',
        text: ['Two builds say different things about one event, such as two owners or two schemas of one version. One of them is wrong.'],
      },
      {
        id: 'subdomain', word: 'Subdomain',
        text: ['The area that an event is about. It is the third part of the event type.'],
      },
    ],
  },
  {
    title: 'How it travels',
    words: [
      {
        id: 'bus', word: 'Bus, transport',
        text: ['What carries messages between services: Kafka or Redis.'],
      },
      {
        id: 'topic', word: 'Topic',
        text: ['The channel of the bus that an event is sent to. Several events can share one, and their messages keep their order there.'],
      },
      {
        id: 'key', word: 'Key',
        text: [
          'The field that decides which messages keep their order: those with the same key are read in the order in which they were '
          + 'sent. For an order, that is usually its number.',
        ],
      },
      {
        id: 'group', word: 'Group, or consumer group',
        text: [
          'Handlers that read together under one name. Each message goes to a group once, however many copies of the service are '
          + 'running. Two groups both get each message.',
        ],
        see: ['dead-letters'],
      },
      {
        id: 'dead-letters', word: 'Dead letters',
        text: [
          'Messages that a handler couldn’t deal with, even after several attempts. They are put on the dead-letter topic of the '
          + 'group, so that the others go on, and stay there until somebody looks at them.',
        ],
      },
      {
        id: 'seen', word: 'Seen on the bus',
        text: [
          'Messages that somebody counted on the bus itself, while the catalogue was prepared. It shows who still writes which '
          + 'version. What wasn’t counted isn’t shown; no number doesn’t mean that there was no message.',
        ],
      },
    ],
  },
  {
    title: 'Versions and changes',
    words: [
      {
        id: 'schema', word: 'Schema, fields',
        text: [
          'The fields of a message with their types. A service can read a message only if its own schema gets on with that of the '
          + 'writer.',
        ],
      },
      {
        id: 'version', word: 'Version',
        text: [
          'The schema that an event had in a release, with a number. Older versions stay here, because services and old messages '
          + 'still have them.',
        ],
        see: ['unreleased', 'older'],
      },
      {
        id: 'unreleased', word: 'Version in the code, not released yet',
        text: [
          'What the code says now, and no release has made a numbered version of yet. It can still change, so build nothing on it '
          + 'without asking the owner.',
        ],
        see: ['version', 'contract'],
      },
      {
        id: 'older', word: 'Older version in use',
        text: ['A service was built with a version that isn’t the newest. That is fine as long as no change between the two breaks it.'],
      },
      {
        id: 'lately', word: 'Changed lately',
        text: ['The newest version was first in a catalogue 30 days ago or later. When it was released isn’t known.'],
        see: ['version'],
      },
      {
        id: 'contract', word: 'Contract',
        text: [
          'The files beside the code that hold the schema which the team has accepted, and the released versions. A build fails where '
          + 'the code breaks them.',
        ],
      },
      {
        id: 'compatibility', word: 'Compatibility, or level',
        text: [
          'What a new version must not break. BACKWARD: new readers can read old messages. FORWARD: old readers can read new '
          + 'messages. FULL: both. NONE: nothing is promised.',
          'With _TRANSITIVE it holds for all versions, without it for the latest one.',
        ],
        see: ['upgrade-order'],
      },
      {
        id: 'upgrade-order', word: 'Upgrade order',
        text: [
          'Which services have to be deployed first when an event changes. Readers first at the level BACKWARD, because only new '
          + 'readers read both. Writers first at FORWARD, because old readers can read what new writers send. At FULL the order doesn’t '
          + 'matter.',
        ],
        see: ['compatibility'],
      },
      {
        id: 'break', word: 'Break',
        text: ['A change after which a service can’t read some messages any more.'],
        see: ['justified', 'meaning'],
      },
      {
        id: 'meaning', word: 'Change of meaning',
        text: ['Every service can still read the messages, and some read something else than was meant, such as a default.'],
        see: ['default'],
      },
      {
        id: 'default', word: 'Default',
        text: ['The value that a reader takes for a field which the message doesn’t have.'],
      },
      {
        id: 'justified', word: 'Justified break',
        text: [
          'A break that the team made all the same, because nobody is hurt by it, or those who are have agreed. The code says why, who agreed, and perhaps until when. '
          + 'An expired one counts no more: the build fails until the break is undone or justified anew.',
        ],
        see: ['break'],
      },
    ],
  },
  {
    title: 'Services',
    words: [
      {
        id: 'build', word: 'Build',
        text: [
          'What a service was compiled to. Each build says which events it declares, sends and reads, and this catalogue is made of '
          + 'that: it shows what was built, not what is running.',
        ],
      },
      {
        id: 'publisher', word: 'Publisher, subscriber',
        text: ['A service that sends an event, and one that reads it.'],
      },
      {
        id: 'handler', word: 'Handler',
        text: [
          'The code of a service that is called for a message. A handler of any event is called for all messages on the topics of its '
          + 'group.',
        ],
        see: ['group'],
      },
      {
        id: 'library', word: 'Library',
        text: ['A package that declares events for several services, and sends and reads none itself.'],
      },
      {
        id: 'flag', word: 'Flag, expired flag',
        text: [
          'A switch in the settings of a service: the event is sent only while it is on. It is there to introduce an event, and has a '
          + 'last day. Expired means that the day is over, so that the flag should be removed from the code.',
        ],
      },
      {
        id: 'switched-off', word: 'Switched off',
        text: ['The settings of a service say that it doesn’t send the event, though it could.'],
      },
    ],
  },
];

export const wordsById: ReadonlyMap<string, WordEntry> =
  new Map(glossary.flatMap(group => group.words).map(entry => [entry.id, entry]));
