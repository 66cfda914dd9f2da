//! The types of resources that are tables, each with everything it can have.

use crate::{all, read, told};

const TABLE: &str = r#"AWSTemplateFormatVersion: 2010-09-09
Description: the shop
Parameters:
  Stage: {Type: String, Default: dev, AllowedValues: [dev, prod]}
Resources:
  Orders:
    Type: AWS::DynamoDB::Table
    DeletionPolicy: Retain
    Properties:
      TableName: !Sub "${Stage}-orders"
      BillingMode: PAY_PER_REQUEST
      KeySchema:
        - {AttributeName: customer, KeyType: HASH}
        - {AttributeName: id, KeyType: RANGE}
      AttributeDefinitions:
        - {AttributeName: customer, AttributeType: S}
        - {AttributeName: id, AttributeType: N}
        - {AttributeName: day, AttributeType: S}
        - {AttributeName: shelf, AttributeType: S}
      VectorIndexes:
        - IndexName: near
          SearchSchema: [{AttributeName: shelf, SearchSchemaElementType: HASH}]
      LocalSecondaryIndexes:
        - IndexName: by_day_here
          KeySchema: [{AttributeName: customer, KeyType: HASH}, {AttributeName: day, KeyType: RANGE}]
          Projection: {ProjectionType: KEYS_ONLY}
      GlobalSecondaryIndexes:
        - IndexName: by_day
          KeySchema: [{AttributeName: day, KeyType: HASH}]
          Projection: {ProjectionType: INCLUDE, NonKeyAttributes: [total]}
          ContributorInsightsSpecification: {Enabled: true}
          OnDemandThroughput: {MaxReadRequestUnits: "100"}
          WarmThroughput: {ReadUnitsPerSecond: 13000, WriteUnitsPerSecond: 5000}
      OnDemandThroughput: {MaxReadRequestUnits: 400, MaxWriteRequestUnits: 40}
      StreamSpecification:
        StreamViewType: NEW_IMAGE
        ResourcePolicy: {PolicyDocument: {}}
      SSESpecification: {SSEEnabled: "true", SSEType: KMS, KMSMasterKeyId: alias/shop}
      TableClass: STANDARD_INFREQUENT_ACCESS
      DeletionProtectionEnabled: true
      ContributorInsightsSpecification: {Enabled: true}
      KinesisStreamSpecification: {StreamArn: "arn:aws:kinesis:eu-west-1:1:stream/a"}
      ImportSourceSpecification: {InputFormat: CSV}
      Tags: [{Key: stage, Value: !Ref Stage}, {Key: cost-center, Value: 7}]
      TimeToLiveSpecification: {AttributeName: expires, Enabled: true}
      PointInTimeRecoverySpecification: {PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 7}
      ResourcePolicy:
        PolicyDocument:
          Version: "2012-10-17"
          Statement: [{Effect: Allow, Principal: "*", Action: ["dynamodb:GetItem"], Resource: !Sub "arn:aws:dynamodb:*:1:table/${Stage}-orders"}]
  Writes:
    Type: AWS::ApplicationAutoScaling::ScalableTarget
    Properties:
      ServiceNamespace: dynamodb
      ResourceId: !Sub table/${Orders}/index/by_day
  Elsewhere:
    Type: AWS::ApplicationAutoScaling::ScalableTarget
    Properties: {ServiceNamespace: dynamodb, ResourceId: !ImportValue theirs}
  Service:
    Type: AWS::ApplicationAutoScaling::ScalableTarget
    Properties: {ServiceNamespace: ecs, ResourceId: service/a}
  Nested: {Type: "AWS::CloudFormation::Stack", Properties: {TemplateURL: "https://x"}}
  Topic: {Type: "AWS::SNS::Topic"}
Outputs:
  Arn: {Value: !GetAtt Orders.Arn}
"#;

#[test]
fn a_table_with_everything_is_read_and_what_is_left_out_is_told() {
    insta::assert_snapshot!(told("a.yaml", TABLE, &["Stage=prod"]));
}

#[test]
fn json_is_read_as_yaml_is() {
    let text = r#"{"Resources": {"Orders": {"Type": "AWS::DynamoDB::Table", "Properties": {
        "TableName": {"Fn::Join": ["-", ["a", {"Ref": "AWS::Region"}]]},
        "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
        "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
        "ProvisionedThroughput": {"ReadCapacityUnits": "5", "WriteCapacityUnits": 6},
        "Tags": [{"Key": "a", "Value": 7}, {"Key": "b", "Value": true}]}}}}"#;
    let given = &["AWS::Region=eu-west-1"];
    insta::assert_snapshot!(told("a.json", text, given));
    let [json, template] = ["a.json", "a.template"].map(|name| read(name, text, given).unwrap());
    assert_eq!(json.tables, template.tables);
    let yaml = read("a.template", "# a comment\n".to_owned() + text, given).unwrap();
    assert_eq!(json.tables, yaml.tables, "JSON is YAML");
}

const SIMPLE: &str = r#"Transform: AWS::Serverless-2016-10-31
Globals: {SimpleTable: {SSESpecification: {SSEEnabled: true}}}
Resources:
  Plain:
    Type: AWS::Serverless::SimpleTable
    Properties: {TableName: plain}
  Full:
    Type: AWS::Serverless::SimpleTable
    Properties:
      TableName: full
      PrimaryKey: {Name: number, Type: Number}
      ProvisionedThroughput: {ReadCapacityUnits: 5, WriteCapacityUnits: 5}
      SSESpecification: {SSEEnabled: false}
      PointInTimeRecoverySpecification: {PointInTimeRecoveryEnabled: true}
      Tags: {team: shop}
"#;

#[test]
fn a_simple_table_is_what_sam_makes_of_it() {
    insta::assert_snapshot!(told("a.yaml", SIMPLE, &[]));
}

const GLOBAL: &str = r#"Resources:
  Orders:
    Type: AWS::DynamoDB::GlobalTable
    Properties:
      TableName: orders
      BillingMode: PROVISIONED
      KeySchema: [{AttributeName: id, KeyType: HASH}]
      AttributeDefinitions: [{AttributeName: id, AttributeType: S}, {AttributeName: day, AttributeType: S}]
      StreamSpecification: {StreamViewType: NEW_AND_OLD_IMAGES}
      SSESpecification: {SSEEnabled: true, SSEType: KMS}
      MultiRegionConsistency: EVENTUAL
      WriteProvisionedThroughputSettings:
        WriteCapacityAutoScalingSettings: {MinCapacity: 5, MaxCapacity: 50, SeedCapacity: 10, TargetTrackingScalingPolicyConfiguration: {TargetValue: 70}}
      GlobalSecondaryIndexes:
        - IndexName: by_day
          KeySchema: [{AttributeName: day, KeyType: HASH}]
          Projection: {ProjectionType: ALL}
          WriteProvisionedThroughputSettings:
            WriteCapacityAutoScalingSettings: {MinCapacity: 5, MaxCapacity: 50}
      Replicas:
        - Region: eu-west-1
          DeletionProtectionEnabled: true
          ReadProvisionedThroughputSettings: {ReadCapacityUnits: 7}
          SSESpecification: {KMSMasterKeyId: alias/here}
          ContributorInsightsSpecification: {Enabled: true}
          GlobalSecondaryIndexes:
            - IndexName: by_day
              ReadProvisionedThroughputSettings: {ReadCapacityAutoScalingSettings: {MinCapacity: 6, MaxCapacity: 60}}
              ContributorInsightsSpecification: {Enabled: true}
          Tags: [{Key: region, Value: here}]
        - Region: us-east-1
          ReadProvisionedThroughputSettings: {ReadCapacityUnits: 8}
          GlobalSecondaryIndexes: [{IndexName: by_day, ReadProvisionedThroughputSettings: {ReadCapacityUnits: 9}}]
"#;

const ON_DEMAND: &str = r#"Resources:
  Orders:
    Type: AWS::DynamoDB::GlobalTable
    Properties:
      TableName: orders
      BillingMode: PAY_PER_REQUEST
      KeySchema: [{AttributeName: id, KeyType: HASH}]
      AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
      WriteOnDemandThroughputSettings: {MaxWriteRequestUnits: 40}
      Replicas: [{Region: eu-west-1, ReadOnDemandThroughputSettings: {MaxReadRequestUnits: 400}}]
"#;

#[test]
fn of_a_global_table_the_replica_of_one_region_is_read() {
    insta::assert_snapshot!(all([
        ("a region of two", GLOBAL, &["AWS::Region=eu-west-1"][..]),
        ("the other one", GLOBAL, &["AWS::Region=us-east-1"]),
        ("one without a replica", GLOBAL, &["AWS::Region=ap-south-1"]),
        ("no region of two", GLOBAL, &[]),
        ("the only region, on demand", ON_DEMAND, &[]),
    ]));
}
