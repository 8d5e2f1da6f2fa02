import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { demandOf } from './demand.ts';

describe('what a condition demands, in words', () => {
  const conditions: readonly [condition: string, roles: readonly string[], demand: string | undefined][] = [
    ['!$0', ['user'], 'User'],
    ['($0 == null)', ['req'], 'Request'],
    ['!$0.ok', ['res'], 'Ok'],
    ['!@IS_BILLING_ENABLED:app()', [], 'BillingEnabled'],
    ['!@:env.EMAIL_ENABLED', [], 'EmailEnabled'],
    ['@IS_CLOUD:constants', [], 'NotCloud'],
    ['!@validateEmail:utils($0)', ['email'], 'ValidEmail'],
    ['@isNetworkError:http($0)', ['error'], 'NoNetworkError'],
    ['~Client.isStatus(429, $0)', ['res'], 'NotStatus429'],
    ['Number.isNaN($0)', ['monitorId'], 'MonitorIdIsNumber'],
    ['(typeof $0 !== "string")', ['key'], 'KeyIsString'],
    ['!($0 instanceof @HttpError:http)', ['error'], 'HttpError'],
    ['($0.status !== 200)', ['res'], 'ResponseStatus200'],
    ['($0.status === "failed")', ['result'], 'ResultNotFailed'],
    ['($0.status !== @Status:client.PENDING)', ['envelope'], 'EnvelopePending'],
    ['($0.code === "ENOENT")', ['err'], 'ErrorNotEnoent'],
    ['($0.organizationId !== $1.session.organizationId)', ['project', 'ctx'], 'SameProjectOrganizationId'],
    ['!$0.includes($1.id)', ['allowed', 'input'], 'IdInAllowed'],
    ['$0.isDisposed', ['this'], 'NotDisposed'],
    ['$0.error', ['result'], 'NoError'],
    ['$0.groups?.length', ['team'], 'NoGroups'],
    ['($0.length === 0)', ['recipients'], 'HasRecipients'],
    ['($0.documents <= 0)', ['remaining'], 'HasRemainingDocuments'],
    ['($0.status >= 300)', ['answer'], 'AnswerStatusInRange'],
    ['(!$0 || !$1)', ['id', 'teamUrl'], 'IdAndTeamUrl'],
    ['(!$0 || ($0.status !== "paid"))', ['order'], 'OrderPaid'],
    ['(!$0 || ($0.length === 0))', ['path'], 'HasPath'],
    [
      '(($0.status === @Status:client.DONE) || ($0.status === @Status:client.LOST))',
      ['parcel'],
      'ParcelNotDoneNorLost',
    ],
    ['(($0 < 0) || ($0 >= $1.length))', ['index', 'folders'], 'IndexInRange'],
    ['(($0 instanceof @:runtime.DatabaseError) && ($0.code === "P2025"))', ['err'], 'ErrorNotP2025'],
    ['(@IS_CLOUD:constants && !$0)', ['serverId'], undefined],
    ['(($0 % 2) === ($1 / 3))', ['left', 'right'], undefined],
  ];
  for (const [condition, roles, demand] of conditions) {
    test(condition, () => {
      assert.equal(demandOf(condition, { roles, isNotFound: false }), demand);
    });
  }

  test('what is looked up is to be found', () => {
    assert.equal(demandOf('!$0', { roles: ['user'], isNotFound: true }), 'UserFound');
    assert.equal(demandOf('(!$0 || !$1)', { roles: ['id', 'team'], isNotFound: true }), 'IdAndTeam');
    assert.equal(demandOf('!$0', { roles: ['isFound'], isNotFound: true }), 'Found');
  });
});
